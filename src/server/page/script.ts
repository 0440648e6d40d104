import type { Exchange } from '../../emulator/index.ts';
import type { ExchangeRow, Explanation, Status } from '../status.ts';

/** What the page uses of an exchange of the control API. */
interface Details extends Pick<Exchange, 'request' | 'response'> {
  readonly at: string;
}

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

  const cell = ([label, value]: readonly [string, string | null]) => {
    const element = make('td', '', make('span', '', value ?? '–'));
    element.dataset.label = label;
    return element;
  };

  const sourceOf = ({ source, link }: Explanation) => {
    if (!link) return source;
    const anchor = document.createElement('a');
    Object.assign(anchor, { href: link, textContent: source, target: '_blank', rel: 'noreferrer' });
    return anchor;
  };

  const why = (explanation: Explanation, className: string, opening = '') => {
    const { message, fix, rule, path } = explanation;
    const place = path === '' ? [] : [' at ', make('code', '', path)];
    return make(
      'div',
      `why ${className}`,
      make('p', '', opening + message),
      make('p', 'fix', fix),
      make('p', 'quiet', 'Rule ', make('code', '', rule), ...place, ', from ', sourceOf(explanation)),
    );
  };

  const retryOf = ({ attempt, waited }: ExchangeRow) => {
    if (attempt === 1) return [];
    if (!waited || waited.enough) return [make('span', 'aside', `attempt ${attempt}`)];
    return [make('span', 'aside early', `attempt ${attempt}, after ${waited.waited} s of ${waited.asked} s`)];
  };

  const exchangeItem = (exchange: ExchangeRow) => {
    const { at, method, path, status, code = '', fault, violations, advisories, hints } = exchange;
    const kind = fault ? 'warn' : status < 400 ? 'good' : 'bad';
    const said = [
      make('time', '', new Date(at).toLocaleTimeString('en-GB')),
      make('strong', '', method),
      make('span', 'path', path),
      ...retryOf(exchange),
      ...(fault ? [make('span', 'aside', `planned: ${fault}`)] : []),
      make('span', `chip ${kind}`, status === 0 ? 'no response' : `${status} ${code}`.trim()),
    ];
    return make(
      'li',
      '',
      make('div', 'said', ...said),
      ...violations.map((violation) => why(violation, '')),
      ...advisories.map((advisory) => why(advisory, 'advice', 'Accepted, but not right: ')),
      ...hints.map((hint) => make('div', 'why', make('p', 'fix', hint))),
      detailsOf(exchange),
    );
  };

  const headerLines = (headers: Readonly<Record<string, string>>) =>
    Object.entries(headers).map(([name, value]) => `${name}: ${value}`);

  const textOf = (body: unknown) => (typeof body === 'string' ? body : (JSON.stringify(body, null, 2) ?? ''));

  const quoted = (text: string) => `'${text.replaceAll("'", `'\\''`)}'`;

  const curlOf = ({ request }: Details) => {
    const { pathname, search } = new URL(request.url);
    const kept = headerLines(request.headers).filter(
      (line) => !/^(host|connection|content-length|accept-encoding):/.test(line),
    );
    const headers = kept.map((line) => `-H ${quoted(line.replace('[redacted]', 'any-access-token'))}`);
    const body = textOf(request.body);
    return [
      `curl -X ${request.method} ${quoted(location.origin + pathname + search)}`,
      ...headers,
      ...(body ? [`--data-raw ${quoted(body)}`] : []),
    ].join(' \\\n  ');
  };

  const detailsOf = ({ key }: ExchangeRow) => {
    const details = make('details', '', make('summary', '', 'Details'));
    details.addEventListener('toggle', async () => {
      if (details.childElementCount > 1) return;
      // Loaded where they are asked for: bodies may be large.
      const { exchanges } = (await (await fetch('_testkit/exchanges')).json()) as { exchanges: readonly Details[] };
      const found = exchanges.find(({ at, response }) => `${at} ${response.headers['request-id'] ?? ''}` === key);
      if (!found) return details.append(make('p', 'quiet', 'The journal no longer has it.'));
      const { request, response } = found;
      const copy = make('button', '', 'Copy as curl');
      copy.addEventListener('click', async () => {
        await navigator.clipboard.writeText(curlOf(found));
        copy.textContent = 'Copied';
      });
      details.append(
        make('h3', '', 'Request'),
        make('pre', '', [...headerLines(request.headers), '', textOf(request.body)].join('\n').trim()),
        make('h3', '', 'Response'),
        make('pre', '', [...headerLines(response.headers), '', textOf(response.body)].join('\n').trim()),
        copy,
      );
    });
    return details;
  };

  /** The exchanges in the page, by key: they stay as they are, and with them what is open, selected and focused. */
  const items = new Map<string, HTMLElement>();
  const showExchanges = (exchanges: readonly ExchangeRow[]) => {
    const keys = new Set(exchanges.map(({ key }) => key));
    for (const [key, item] of items) {
      if (keys.has(key)) continue;
      item.remove();
      items.delete(key);
    }
    for (const exchange of exchanges.toReversed()) {
      if (items.has(exchange.key)) continue;
      const item = exchangeItem(exchange);
      items.set(exchange.key, item);
      place('exchanges').prepend(item);
    }
  };

  const show = ({ profile, refusedCount, faults, connectionCount, connections, exchanges }: Status) => {
    const refused = refusedCount > 0 ? `${refusedCount} refused` : '';
    place('refused').textContent = refused;
    place('refused').hidden = refused === '';
    document.title = `${refused && `(${refused}) `}external-connection-testkit`;
    if (place('fault').childElementCount === 0) {
      place('fault').append(...faults.map((name) => make('option', '', name)));
    }
    place('profile').textContent = profile ? `Profile ${profile}. ` : '';
    place('connection-count').textContent = connectionCount > 0 ? String(connectionCount) : '';
    place('no-connections').hidden = connections.length > 0;
    place('connections').hidden = connections.length === 0;
    place('connection-rows').replaceChildren(
      ...connections.map((connection) => make('tr', '', ...Object.entries(connection).map(cell))),
    );
    place('no-exchanges').hidden = exchanges.length > 0;
    showExchanges(exchanges);
  };

  const act = (message: string, path: string, body?: object) => async () => {
    const { ok } = await fetch(path, {
      method: 'POST',
      ...(body && { headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) }),
    });
    place('done').textContent = ok ? message : 'The server refused it.';
  };
  place('reset').addEventListener('click', act('Reset.', '_testkit/reset'));
  place('plan').addEventListener('submit', (event) => {
    event.preventDefault();
    const fault = (place('fault') as HTMLSelectElement).value;
    void act(`Planned: ${fault}.`, '_testkit/faults', { fault })();
  });

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
