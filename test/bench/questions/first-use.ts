import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { compared, inTurns } from '../in-turns.ts';
import { processorTime } from '../per-call.ts';
import type { Question, Row } from '../row.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
/** Below the repository, so that it finds the same packages. */
const old = fileURLToPath(new URL('../.release-0.1.0/', import.meta.url));

const create = `(url) => fetchOf(url + '/v1.0/external/connections', {
    method: 'POST',
    headers: { Authorization: 'Bearer any-token', 'Content-Type': 'application/json' },
    body: JSON.stringify({ id: 'contosohr', name: 'Contoso HR', description: 'Employees and teams' }),
  })`;

const uses = [
  {
    what: 'import and one create through the emulator',
    entry: 'emulator',
    atMost: 0.5,
    run: `const fetchOf = kit.createEmulator().fetch; await (${create})('https://graph.microsoft.com');`,
  },
  {
    what: 'import and one situation',
    entry: 'suite',
    atMost: 0.75,
    run: `const fetchOf = (...all) => fetch(...all);
      const client = ({ graphUrl, root, connection, accessToken }) => fetch((graphUrl ?? root) + '/v1.0/external/connections', {
        method: 'POST',
        headers: { Authorization: 'Bearer ' + accessToken, 'Content-Type': 'application/json' },
        body: JSON.stringify(connection),
      });
      await kit.situations[0].run(client).catch(() => {});`,
  },
  {
    what: 'import and one create through the server',
    entry: 'server',
    atMost: 0.75,
    run: `const fetchOf = fetch; const { url } = await kit.startServer(); await (${create})(url);`,
  },
] as const;

/** What a test file pays for its first use of the kit, beside the release 0.1.0, which is built here from the history. */
export const firstUse: Question = async () => {
  buildRelease();
  const rows: Row[] = [];
  for (const { what, entry, atMost, run } of uses) {
    const measure = (folder: string) => () => timeOf(`${folder}dist/${entry}/index.js`, run);
    const turns = await inTurns({ ours: measure(root), peer: measure(old) }, 5);
    const { peer: figure, ...figures } = compared(turns.ours, turns.peer);
    rows.push({ what, ...figures, peer: { name: '0.1.0', figure }, unit: 'ms', target: { of: 'ratio', atMost } });
  }
  return rows;
};

function buildRelease(): void {
  if (existsSync(`${old}dist/index.js`)) return;
  mkdirSync(old, { recursive: true });
  execFileSync('sh', ['-c', 'git archive c4f928b src tsconfig.json package.json | tar -x -C "$1"', 'sh', old], {
    cwd: root,
  });
  // Its certificates need a package that is not installed any more: the compiler says so, and writes all files.
  execFileSync('sh', ['-c', '"$1"/node_modules/.bin/tsc --declaration false > /dev/null || true', 'sh', root], {
    cwd: old,
  });
}

/** Milliseconds of the main thread's processor. */
function timeOf(module: string, run: string): number {
  const script = `const now = ${processorTime};
    const start = now();
    const kit = await import(${JSON.stringify(module)});
    ${run}
    console.log(now() - start); process.exit()`;
  const printed = execFileSync('node', ['--input-type=module', '--eval', script], { encoding: 'utf8' });
  return Number(printed.trim().split('\n').at(-1));
}
