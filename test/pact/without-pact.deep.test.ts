import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';

const door = new URL('../../src/pact/index.ts', import.meta.url).href;

/** What a script prints in a process in which Pact cannot be found. */
function printedWithoutPact(script: string): string {
  const resolve = `export async function resolve(name, context, next) {
    if (name.startsWith('@pact-foundation/')) throw Object.assign(new Error('Cannot find package ' + name), { code: 'ERR_MODULE_NOT_FOUND' });
    return next(name, context);
  }`;
  const hooks = `import { register } from 'node:module'; register(${JSON.stringify(`data:text/javascript,${encodeURIComponent(resolve)}`)});`;
  const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '--eval', script], {
    encoding: 'utf8',
    // Not arguments: the processes that it starts are to have the hooks too.
    env: { ...process.env, NODE_OPTIONS: `--no-warnings --import=data:text/javascript,${encodeURIComponent(hooks)}` },
    cwd: new URL('../..', import.meta.url),
  });
  return stdout + stderr;
}

test('the interactions need no Pact', () => {
  const printed = printedWithoutPact(
    `const { interactionsFor } = await import('${door}'); console.log(interactionsFor({ version: 'beta' }).length);`,
  );

  expect(printed).toBe('31\n');
});

test('recording without Pact says in one line what to install', () => {
  const printed = printedWithoutPact(`
    const { createConnectionContract } = await import('${door}');
    const contract = createConnectionContract({ consumer: 'contoso-hr', dir: 'node_modules/.none' });
    await contract.run(contract.interactions[0], () => {}).catch((error) => console.log(error.message));
  `);

  expect(printed).toBe('Recording and verifying need Pact. Run: npm install --save-dev @pact-foundation/pact\n');
});

test('verifying without Pact says in one line what to install', () => {
  const printed = printedWithoutPact(`
    const { verifyProvider } = await import('${door}');
    const { createEmulator } = await import('${new URL('../emulator/index.ts', door).href}');
    const pacts = ['pacts/external-connection-testkit-microsoft-graph-external-connections-v1.0.json'];
    await verifyProvider({ emulator: createEmulator(), pacts }).catch((error) => console.log(error.message));
  `);

  expect(printed).toBe('Recording and verifying need Pact. Run: npm install --save-dev @pact-foundation/pact\n');
});
