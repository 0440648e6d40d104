import { request } from 'node:https';
import type { ClientInput, CreateConnection } from '../../src/suite/index.ts';

/** Where creates go. */
export function urlOf({ graphUrl }: Pick<ClientInput, 'graphUrl'>): string {
  return `${graphUrl}/v1.0/external/connections`;
}

/** The request of a client that makes no mistake. */
export function requestOf({ accessToken, connection }: Pick<ClientInput, 'accessToken' | 'connection'>) {
  return {
    method: 'POST',
    headers: { Authorization: `Bearer ${accessToken}`, 'Content-Type': 'application/json' },
    body: JSON.stringify(connection),
  };
}

/** Sends it. */
export function post(input: ClientInput, init: RequestInit = {}): Promise<Response> {
  return fetch(urlOf(input), { ...requestOf(input), ...init });
}

/** Refuses whatever is not 201, with its status and text. */
export async function refuseFailure(response: Response): Promise<void> {
  if (response.status !== 201) throw new Error(`Graph answered ${response.status}: ${await response.text()}`);
}

/** Asks once, and makes no mistake. */
export const careful: CreateConnection = async (input) => refuseFailure(await post(input));

/** Resolves after so many milliseconds, by the timer of that moment. */
export const sleep = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Milliseconds that a response asks to wait; 1000 where it does not say. */
export function waitOf({ headers }: Response): number {
  const retryAfter = headers.get('Retry-After') ?? '1';
  return /^[\d.]+$/.test(retryAfter) ? Number(retryAfter) * 1000 : Date.parse(retryAfter) - Date.now();
}

/** A client that tries four times, with the pause that is given. */
export function retrying(pauseAfter: (response: Response) => number, tries = 4): CreateConnection {
  return async (input) => {
    let response = await post(input);
    for (let attempt = 1; attempt < tries && (response.status === 429 || response.status >= 500); attempt += 1) {
      await sleep(pauseAfter(response));
      response = await post(input);
    }
    await refuseFailure(response);
  };
}

/** Sends by node:https, which it imports by name, with a time-out of its own. */
export const overHttps: CreateConnection = (input) =>
  new Promise((resolve, reject) => {
    const { body, ...init } = requestOf(input);
    const sending = request(urlOf(input), { ...init, timeout: 30_000 }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => {
        if (response.statusCode === 201) resolve(undefined);
        else reject(new Error(`Graph answered ${response.statusCode}: ${Buffer.concat(chunks)}`));
      });
    });
    sending.on('error', reject);
    sending.on('timeout', () => sending.destroy(new Error('Graph did not response in time.')));
    sending.end(body);
  });
