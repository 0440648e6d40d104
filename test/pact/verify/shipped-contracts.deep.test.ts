import { globSync, readFileSync } from 'node:fs';
import { createEmulator, setUpState } from 'external-connection-testkit/emulator';
import { blockUnhandled, handlersFor } from 'external-connection-testkit/msw';
import { verifyProvider } from 'external-connection-testkit/pact';
import { setupServer } from 'msw/node';
import { describe, expect, onTestFinished, test } from 'vitest';
import { startCli } from '../../cli/run-cli.ts';

const contracts = globSync('pacts/*.json').toSorted();
const profiles = [
  ['live', contracts.filter((file) => !file.includes('-documented-'))],
  ['documented', contracts.filter((file) => file.includes('-documented-'))],
] as const;

/** How many interactions the files hold. */
function countIn(files: readonly string[]): number {
  return files.flatMap((file) => JSON.parse(readFileSync(file, 'utf8')).interactions).length;
}

/** The command line as a server in a process of its own. */
async function serve(profile: string): Promise<string> {
  const child = startCli(['serve', '--port', '0', '--profile', profile]);
  onTestFinished(() => void child.kill('SIGKILL'));
  let printed = '';
  child.stdout.on('data', (chunk: Buffer) => {
    printed += chunk;
  });
  await expect.poll(() => printed, { timeout: 15_000 }).toContain('Ctrl+C');
  return /http:\/\/\S+/.exec(printed)?.[0] ?? '';
}

describe.for(profiles)(
  'every interaction of the shipped contracts for profile %s',
  { timeout: 60_000 },
  ([profile, pacts]) => {
    const options = { profile, onAdvisory: () => {} };

    test('holds in an emulator', async () => {
      const { totals } = await verifyProvider({ emulator: createEmulator(options), pacts });

      expect(totals).toEqual({ passed: countIn(pacts), failed: 0, pending: 0, skipped: 0 });
    });

    test('holds through the handlers of MSW, with the guard on', async () => {
      const graph = createEmulator(options);
      const msw = setupServer(...handlersFor(graph));
      msw.listen(blockUnhandled);
      onTestFinished(() => msw.close());

      const { totals } = await verifyProvider({
        graphUrl: 'https://graph.microsoft.com',
        pacts,
        setUpState: (state) => setUpState(graph, state),
      });

      expect(totals).toEqual({ passed: countIn(pacts), failed: 0, pending: 0, skipped: 0 });
    });

    test('holds in the server of the command line, over HTTP', async () => {
      const { totals } = await verifyProvider({ graphUrl: await serve(profile), pacts });

      expect(totals).toEqual({ passed: countIn(pacts), failed: 0, pending: 0, skipped: 0 });
    });
  },
);
