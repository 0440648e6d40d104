import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { freePort } from '../free-port.ts';
import { documentPath } from './document.ts';

const script = fileURLToPath(new URL('../../node_modules/@stoplight/prism-cli/dist/index.js', import.meta.url));

/** How often it is asked, each 200 ms. */
const mostTries = 225;

/**
 * Prism on the kit's OpenAPI document, once it listens.
 *
 * @throws Error when it does not within 45 seconds.
 */
export async function startPrism(): Promise<{ readonly url: string; close(): Promise<void> }> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const child = spawn(process.execPath, [script, 'mock', documentPath('documented'), '--port', String(port)], {
    stdio: 'ignore',
  });
  const exited = once(child, 'exit');
  const close = async () => {
    child.kill('SIGKILL');
    await exited;
  };
  for (let tries = 0; tries < mostTries; tries += 1) {
    if (await responds(url)) return { url, close };
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  await close();
  throw new Error(`Prism did not listen at ${url} within 45 seconds.`);
}

async function responds(url: string): Promise<boolean> {
  return fetch(url).then(
    () => true,
    () => false,
  );
}
