const names = ['NO_PROXY', 'no_proxy'] as const;

/**
 * Keeps requests to the hosts from a proxy that the environment names: MSW 3 mocks such a request only after the client
 * has opened the connection to the proxy. Returns a function that puts the environment back.
 */
export function bypassProxies(hosts: readonly string[]): () => void {
  const before = names.map((name) => [name, process.env[name]] as const);
  const current = process.env.no_proxy ?? process.env.NO_PROXY;
  const value = [...(current ? [current] : []), ...hosts].join(',');
  for (const name of names) process.env[name] = value;
  return () => {
    for (const [name, original] of before) {
      if (process.env[name] !== value) continue;
      if (original === undefined) delete process.env[name];
      else process.env[name] = original;
    }
  };
}
