import type { Client, ClientInput, Promises } from '../client.ts';
import { createdConnection } from '../created-connection.ts';
import { postConnection } from '../post-connection.ts';
import { waitAskedBy } from '../waiting.ts';

type Done = (response: Response | Promise<Response>) => void;

/** Written in the old style: a function that schedules itself, up to three times more. */
export const client: Client = (given) =>
  new Promise<Response>((done, fail) => attempt(given, { left: 3, done, fail })).then(createdConnection);

function attempt(
  given: ClientInput,
  { left, done, fail }: { left: number; done: Done; fail: (cause: unknown) => void },
) {
  postConnection(given).then((response) => {
    if (response.status !== 429 || left === 0) return done(response);
    setTimeout(() => attempt(given, { left: left - 1, done, fail }), waitAskedBy(response) + 50);
  }, fail);
}

export const promises: Promises = { retries: 'throttling' };
