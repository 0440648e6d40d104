import {
  checkCreateRequest,
  type ExternalConnection,
  explainViolation,
  externalConnectionSchema,
  graphErrorSchema,
  type Violation,
} from 'external-connection-testkit';
import type { Exchange } from 'external-connection-testkit/emulator';
import { aligned, painted, wrapped } from './layout.ts';

const indent = '   ';
const deeper = '     ';

/** The lines that open the report. */
export function introduction(): string[] {
  return [
    '',
    painted('bold', 'How Hearth & Rye tries out its Microsoft Graph connector without Microsoft Graph'),
    '',
    ...wrapped(
      'A connection is how a company brings its own content to Microsoft Search and Copilot. ' +
        'Hearth & Rye, a made-up food company, creates its own with POST /external/connections. ' +
        'Its code runs here as in production, with the global fetch; external-connection-testkit ' +
        'catches each request and answers from memory, as the service would.',
    ),
  ];
}

/** The lines about one request: what it is about, what was sent, what came back, and why. */
export function exchangeReport(heading: string, exchange: Exchange): string[] {
  return ['', painted('bold', heading), ...requestLines(exchange), ...answerLines(exchange), ...reasonLines(exchange)];
}

/** The lines of the table of what is stored. */
export function connectionTable(connections: readonly ExternalConnection[]): string[] {
  const rows = connections.map(({ id, name, state, contentCategory }) => [
    id,
    name ?? '-',
    state ?? '-',
    contentCategory ?? '-',
  ]);
  const [head = '', ...lines] = aligned([['id', 'name', 'state', 'category'], ...rows], indent);
  return ['', painted('bold', 'The connections that exist now, in memory'), painted('dim', head), ...lines];
}

/** The lines that close the report, when everything went as expected. */
export function conclusion(exchanges: readonly Exchange[]): string[] {
  const created = exchanges.filter(({ response }) => response.status === 201).length;
  const counts = `${exchanges.length} requests: ${created} created, ${exchanges.length - created} failed as expected.`;
  const next = [
    ['README.md', 'how to test your own code like this'],
    ['test/consumers/hearth-and-rye/connector.ts', 'the code that made these requests'],
    ['test/consumers/hearth-and-rye/connector.test.ts', 'its tests, with the same kit'],
  ];
  return [
    '',
    `${painted(['bold', 'green'], counts)} The network was not used.`,
    '',
    'Where to look next:',
    ...aligned(next, indent),
    '',
  ];
}

function requestLines({ request }: Exchange): string[] {
  // Every request of the demo sends an object.
  const { id = '(none)', name = '(none)', ...others } = Object(request.body) as Readonly<Record<string, unknown>>;
  return [
    `${indent}> ${request.method} ${request.url}`,
    `${deeper}id    ${id}`,
    `${deeper}name  ${name}`,
    ...wrapped(Object.keys(others).join(', '), `${deeper}with  `, `${deeper}      `),
  ].map((line) => painted('dim', line));
}

function answerLines({ response }: Exchange): string[] {
  if (response.status === 201) {
    const { id, state } = externalConnectionSchema.parse(response.body);
    return [`${indent}< ${painted('green', '201 Created')}  id ${id}, state ${state}`];
  }
  const { code, message } = graphErrorSchema.parse(response.body).error;
  return [`${indent}< ${painted('red', `${response.status} ${code}`)}  ${message}`];
}

function reasonLines({ request, response, violations, advisories, fault }: Exchange): string[] {
  if (fault) {
    const seconds = response.headers['retry-after'];
    return wrapped(
      `The demo planned the fault "${fault}" for this request: Retry-After is ${seconds} seconds.`,
      deeper,
    );
  }
  // Advisories tell what profile live refuses and what it ignores; its check finds the former alone.
  const refusing = new Set(
    checkCreateRequest(request.body, { version: 'beta', profile: 'live' }).map(({ rule }) => rule),
  );
  return [
    ...explained('', 'red', violations),
    ...explained(
      'Accepted in profile documented, as on the page. The live service would refuse it:',
      'yellow',
      advisories.filter(({ rule }) => refusing.has(rule)),
    ),
    ...explained(
      'The live service would ignore:',
      'yellow',
      advisories.filter(({ rule }) => !refusing.has(rule)),
    ),
  ];
}

function explained(heading: string, colour: 'yellow' | 'red', violations: readonly Violation[]): string[] {
  if (violations.length === 0) return [];
  return [
    ...wrapped(heading, deeper),
    ...violations.flatMap((violation) => {
      const [what = '', ...details] = explainViolation(violation).split('\n');
      return [
        ...wrapped(`- ${what}`, deeper, `${deeper}  `).map((line) => painted(colour, line)),
        ...details.flatMap((detail) => wrapped(detail, `${deeper}  `)),
      ];
    }),
  ];
}
