/** A way in which code sends a request. */
export interface WayOut {
  /** Its name in a message. */
  readonly name: string;
  /** Sends a request and settles when it has a response or has failed. */
  send(host: string): Promise<unknown>;
}

type Get = typeof import('node:http').get;

/** A fetch of a URL that MSW takes for an asset. */
export const fetchAsset: WayOut = {
  name: 'fetch of a URL like that of an asset (.json)',
  send: (host) => fetch(`https://${host}/data.json`),
};

/** The ways out of Node: MSW patches each of them on its own. */
export async function waysOutOfNode(): Promise<readonly WayOut[]> {
  return [
    { name: 'fetch', send: (host) => fetch(`https://${host}/`) },
    fetchAsset,
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
