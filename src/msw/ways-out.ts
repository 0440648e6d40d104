/** A way in which code sends a request. */
export interface WayOut {
  /** As a person calls it. */
  readonly name: string;
  /** Sends a request and settles when it has an answer or has failed. */
  send(host: string): Promise<unknown>;
}

type Get = typeof import('node:http').get;

/** Whether this is Node, where the modules below are; elsewhere a service worker sees what a page sends. */
export function isNode(): boolean {
  return typeof globalThis.process?.getBuiltinModule === 'function';
}

/** The ways out of Node: each is patched apart by MSW. */
export async function waysOutOfNode(): Promise<readonly WayOut[]> {
  return [
    { name: 'fetch', send: (host) => fetch(`https://${host}/`) },
    byModule('node:http', process.getBuiltinModule('node:http').get),
    byModule('node:https', process.getBuiltinModule('node:https').get),
    byModule('{ get } of node:http', (await importedByName('node:http')).get),
    byModule('{ get } of node:https', (await importedByName('node:https')).get),
  ];
}

function byModule(name: string, get: Get): WayOut {
  const scheme = name.includes('https') ? 'https' : 'http';
  return {
    name,
    send: (host) =>
      new Promise((resolve, reject) =>
        get(`${scheme}://${host}/`, (response) => resolve(response.resume())).on('error', reject),
      ),
  };
}

/** The module as `import { … }` sees it. The specifier is no literal, for bundlers would look for the file. */
function importedByName(specifier: string): Promise<{ get: Get }> {
  return import(/* @vite-ignore */ specifier);
}
