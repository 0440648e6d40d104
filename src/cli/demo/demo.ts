import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createEmulator, type Emulator } from '../../emulator/index.ts';
import { ruleOf } from '../../rules/index.ts';
import { startServer } from '../../server/index.ts';
import { type ClientInput, formatSuiteReport, runSuite } from '../../suite/index.ts';
import { run } from '../run/run.ts';
import { onStopSignal, paint } from '../terminal.ts';

interface DemoFlags {
  readonly page?: boolean;
}

/**
 * Runs a small connector unchanged, explains its refusal, and tests a client that retries too soon; with `--page` it then
 * serves the page with these requests until it is stopped. Exit code: 0.
 */
export async function demo({ page = false }: DemoFlags): Promise<number> {
  title('A connector runs unchanged: external-connection-testkit run -- node connector.js');
  const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
  const connector = fileURLToPath(new URL(`./connector.${extension}`, import.meta.url));
  const flags = { profile: 'live', seed: 1, fault: [], load: [], allow: [] } as const;
  await run(['node', relative('.', connector), 'contoso-hr'], flags);
  console.log(`\nThe source of the rule: ${ruleOf('id.alphanumeric').source}`);

  title('The client suite tests a function that retries at once');
  const report = await runSuite('createConnection', retryAtOnce, { only: ['create.plain', 'throttled.once'] });
  console.log(formatSuiteReport(report));

  title('The page shows every request, and why it was refused');
  if (page) await showPage();
  else console.log('Add --page to open it: npx external-connection-testkit demo --page');
  return 0;
}

function title(text: string): void {
  console.log(`\n${paint('bold', text)}\n`);
}

/** A client with a defect: it does not wait for Retry-After. */
async function retryAtOnce({ graphUrl, accessToken, connection }: ClientInput): Promise<void> {
  for (let attempt = 1; attempt <= 3; attempt++) {
    const response = await create(fetch, graphUrl, accessToken, connection);
    if (response.ok) return;
    if (response.status !== 429) throw new Error(`Graph returned ${response.status}: ${await response.text()}`);
  }
  throw new Error('Graph returned 429 three times.');
}

async function showPage(): Promise<void> {
  const emulator = createEmulator({ onAdvisory: () => {} });
  const stopped = new Promise<void>((resolve) => onStopSignal(resolve));
  const { url, close } = await startServer({ emulator });
  for (const id of ['contosohr', 'contoso-hr']) {
    const connection = { id, name: 'Contoso HR', description: 'Employees and teams' };
    await create(emulator.fetch, 'https://graph.microsoft.com', 'any-access-token', connection);
  }
  console.log(`Open ${url}/ in a browser. Ctrl+C ends the demo.`);
  await stopped;
  await close();
}

function create(send: Emulator['fetch'], root: string, accessToken: string, connection: object): Promise<Response> {
  return send(`${root}/v1.0/external/connections`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${accessToken}`, 'Content-Type': 'application/json' },
    body: JSON.stringify(connection),
  });
}
