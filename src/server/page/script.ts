import type { ExchangeRow, Explanation, Status } from '../status.ts';

/**
 * Runs in the page: its source text is sent there, so it uses nothing from outside itself. It asks for the status
 * once a second rather than keep a stream open: nothing to reconnect after a restart, nothing that holds up a close.
 * Whatever came with a request becomes text, never HTML.
 */
export function showStatus(): void {
  const place = (id: string) => document.getElementById(id) ?? document.body;

  const make = (tag: string, className: string, ...children: (Node | string)[]) => {
    const element = document.createElement(tag);
    element.className = className;
    element.append(...children);
    return element;
  };

  const cell = (label: string, value: string) => {
    const element = make('td', '', make('span', '', value));
    element.dataset.label = label;
    return element;
  };

  const sourceOf = ({ source, link }: Explanation) => {
    if (!link) return source;
    const anchor = document.createElement('a');
    Object.assign(anchor, { href: link, textContent: source, target: '_blank', rel: 'noreferrer' });
    return anchor;
  };

  const why = (explanation: Explanation, className: string, opening = '') =>
    make(
      'div',
      `why ${className}`,
      make('p', '', opening + explanation.message),
      make('p', 'fix', explanation.fix),
      make('p', 'quiet', 'Rule ', make('code', '', explanation.rule), ', from ', sourceOf(explanation)),
    );

  const retryOf = ({ attempt, waited }: ExchangeRow) => {
    if (attempt === 1) return [];
    if (!waited || waited.enough) return [make('span', 'aside', `try ${attempt}`)];
    return [make('span', 'aside early', `try ${attempt}, after ${waited.waited} s of ${waited.asked} s`)];
  };

  const exchangeItem = (exchange: ExchangeRow) => {
    const { at, method, path, status, code = '', fault, violations, advisories } = exchange;
    const kind = fault ? 'warn' : status < 400 ? 'good' : 'bad';
    return make(
      'li',
      '',
      make(
        'div',
        'said',
        make('time', '', new Date(at).toLocaleTimeString('en-GB')),
        make('strong', '', method),
        make('span', 'path', path),
        ...retryOf(exchange),
        ...(fault ? [make('span', 'aside', `planned: ${fault}`)] : []),
        make('span', `chip ${kind}`, status === 0 ? 'no response' : `${status} ${code}`.trim()),
      ),
      ...violations.map((violation) => why(violation, '')),
      ...advisories.map((advisory) => why(advisory, 'advice', 'The live service differs: ')),
    );
  };

  const show = ({ profile, connectionCount, connections, exchanges }: Status) => {
    place('profile').textContent = profile ? `Profile ${profile}. ` : '';
    place('connection-count').textContent = connectionCount > 0 ? String(connectionCount) : '';
    place('no-connections').hidden = connections.length > 0;
    place('connections').hidden = connections.length === 0;
    place('connection-rows').replaceChildren(
      ...connections.map(({ id, name, state, category }) =>
        make(
          'tr',
          '',
          cell('id', id),
          cell('name', name ?? '–'),
          cell('state', state ?? '–'),
          cell('category', category ?? '–'),
        ),
      ),
    );
    place('no-exchanges').hidden = exchanges.length > 0;
    place('exchanges').replaceChildren(...exchanges.map(exchangeItem));
  };

  let shown = '';
  const refresh = async () => {
    const live = place('live');
    try {
      const text = await (await fetch('status.json')).text();
      // What has not changed stays, and with it the reader's selection.
      if (text !== shown) show(JSON.parse(text));
      shown = text;
      live.textContent = 'live';
      live.className = 'chip good';
    } catch {
      live.textContent = 'stopped; this was its last state';
      live.className = 'chip bad';
    }
    setTimeout(refresh, 1000);
  };

  for (const element of document.querySelectorAll('.origin')) element.textContent = location.origin;
  void refresh();
}
