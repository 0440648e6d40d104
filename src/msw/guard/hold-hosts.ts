import { asRecord, graphHosts, loginHosts } from '../../rules/index.ts';
import { BlockedRequestError } from './blocked-request-error.ts';
import { patchLookup } from './patch-lookup.ts';

/** The hosts that no connection reaches while the guard is on, each with its subdomains. */
export const heldHosts: readonly string[] = [...graphHosts, ...loginHosts];

/** Refuses the lookup of every held host, and returns a function that ends this. */
export function holdHosts(): () => void {
  let isOn = true;
  const putBack = patchLookup((host) => (isOn && isHeld(host) ? new BlockedRequestError(messageFor(host)) : undefined));
  return () => {
    // A spy that was put on top of the patch keeps it in place.
    isOn = false;
    putBack();
  };
}

function isHeld(host: string): boolean {
  return heldHosts.some((held) => host === held || host.endsWith(`.${held}`));
}

function messageFor(host: string): string {
  return [
    `The network guard of external-connection-testkit blocked a connection to ${host}. Give MSW a handler for the request.`,
    'If it has one, the client does not go through MSW: it kept fetch or http.request from before server.listen, uses undici or node:http2, or the request was let through by bypass() or passthrough().',
    "Start the guard before the client is imported, or test the client over HTTP: the option over: 'http' of the suite, or startServer.",
  ].join('\n');
}

/**
 * Resolves with the held hosts whose lookup is not refused.
 *
 * @param isOn whether the guard is on: no resolver is asked where it is known that nothing would refuse.
 */
export async function openHosts(isOn: boolean): Promise<readonly string[]> {
  if (!isOn) return heldHosts;
  const refused = await Promise.all(heldHosts.map(isRefused));
  return heldHosts.filter((_, index) => !refused[index]);
}

function isRefused(host: string): Promise<boolean> {
  return new Promise((resolve) =>
    process
      .getBuiltinModule('node:dns')
      .lookup(host, (error) => resolve(asRecord(error)?.code === BlockedRequestError.code)),
  );
}
