import { gzipSync } from 'node:zlib';
import { rolldown } from 'rolldown';
import { entries } from '../entries.ts';
import type { Question, Row } from '../row.ts';

/** What a page or a bundled test carries of the kit, and of the peers that come with it. */
export const bundles: Question = async () => {
  const root = 'external-connection-testkit';
  const alone = ['createExternalConnectionSchema', 'checkCreateRequest', 'graphErrorSchema'];
  const browser = [root, ...['builders', 'emulator', 'matchers', 'msw'].map((room) => `${root}/${room}`)];
  const rows = await Promise.all([
    ...browser.map((entry) => rowOf(`bundle of ${entry}`, `export * from '${entry}'`, entry)),
    ...alone.map((name) => rowOf(`bundle of ${name} alone`, `export { ${name} } from '${root}'`, root)),
  ]);
  return rows.map((row, index) => (index === 0 ? { ...row, target: { of: 'ours', atMost: 6 } } : row));
};

async function rowOf(what: string, source: string, entry: string): Promise<Row> {
  const peers = entries[entry]?.peers ?? [];
  const [ours, whole] = await Promise.all([sizeOf(source, peers), sizeOf(source, [])]);
  return {
    what,
    ours,
    peer: { name: `what comes along of ${peers.join(', ')}`, figure: whole - ours },
    unit: 'kB gzip',
  };
}

/** Kilobytes of the minified and compressed bundle, without what is external. */
async function sizeOf(source: string, external: readonly string[]): Promise<number> {
  const name = 'entry';
  const bundle = await rolldown({
    input: name,
    external: [...external],
    platform: 'browser',
    plugins: [{ name, resolveId: (id) => (id === name ? id : null), load: (id) => (id === name ? source : null) }],
  });
  const { output } = await bundle.generate({ format: 'esm', minify: true });
  await bundle.close();
  const code = output.map((part) => (part.type === 'chunk' ? part.code : '')).join('');
  return gzipSync(code).length / 1000;
}
