import { createEmulator, type Fault, faults } from 'external-connection-testkit/emulator';
import { blockUnhandled, handlersFor } from 'external-connection-testkit/msw';
import { setupServer } from 'msw/node';
import { type CreateConnectionOptions, createConnection, GraphRequestError } from './connector.ts';
import { companyPolicies, connectorAppId, foodCatalogue, githubIssues, pageExample } from './payloads.ts';
import { conclusion, connectionTable, exchangeReport, introduction } from './report.ts';

interface Step extends Pick<CreateConnectionOptions, 'connection' | 'version'> {
  readonly title: string;
  /** What the connector learns: `created`, or status and code of the refusal. */
  readonly expected: string;
  readonly fault?: Fault;
}

const recipes = { name: 'Hearth & Rye recipes', description: 'Recipes of the test kitchen' };

const steps: readonly Step[] = [
  {
    title: "The example of Microsoft's reference page, which has no id",
    connection: pageExample,
    version: 'beta',
    expected: 'created',
  },
  {
    title: 'The food catalogue, with a rule for its links and a card for its search results',
    connection: foodCatalogue,
    expected: 'created',
  },
  {
    title: 'The company policies, with the three properties that every connection has',
    connection: companyPolicies,
    expected: 'created',
  },
  {
    title: 'The GitHub issues, with settings that exist on beta only',
    connection: githubIssues,
    version: 'beta',
    expected: 'created',
  },
  {
    title: 'The recipes, under an id that Graph does not take',
    connection: { id: 'hearth-recipes', ...recipes },
    expected: '400 InvalidRequest',
  },
  {
    title: 'The company policies once more',
    connection: companyPolicies,
    expected: '409 NameAlreadyExists',
  },
  {
    title: 'The recipes under a good id, while Graph is busy',
    connection: { id: 'hearthrecipes', ...recipes },
    fault: faults.throttled({ retryAfter: 2 }),
    expected: '429 TooManyRequests',
  },
];

const graph = createEmulator({
  profile: 'documented',
  seed: 7,
  appId: connectorAppId,
  now: () => new Date('2026-11-24T09:00:00Z'),
  // The report prints the advisories from the journal, each below its request.
  onAdvisory: () => {},
});

/** What the connector learns when it takes a step. */
async function outcomeOf({ connection, version = 'v1.0' }: Step): Promise<string> {
  try {
    await createConnection({
      graphUrl: 'https://graph.microsoft.com',
      accessToken: 'demo-access-token',
      connection,
      version,
    });
    return 'created';
  } catch (error) {
    return error instanceof GraphRequestError ? `${error.status} ${error.code}` : String(error);
  }
}

const server = setupServer(...handlersFor(graph));
server.listen(blockUnhandled);
const lines = introduction();
const problems: string[] = [];
for (const [index, step] of steps.entries()) {
  const heading = `${index + 1}  ${step.title}`;
  if (step.fault) graph.plan(step.fault);
  const outcome = await outcomeOf(step);
  const exchange = graph.exchanges[index];
  if (exchange) lines.push(...exchangeReport(heading, exchange));
  if (!exchange || outcome !== step.expected) problems.push(`${heading}: expected ${step.expected}, got ${outcome}.`);
}
server.close();

lines.push(...connectionTable(graph.connections));
if (problems.length === 0) lines.push(...conclusion(graph.exchanges));
console.log(lines.join('\n'));
if (problems.length > 0) {
  console.error(`\nNot as expected:\n${problems.join('\n')}`);
  process.exitCode = 1;
}
