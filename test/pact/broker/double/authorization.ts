import { timingSafeEqual } from 'node:crypto';
import { Refusal } from './answer.ts';

/** Who may come in: whoever has the token or the pair. Without either, everybody. */
export interface Credentials {
  readonly token?: string;
  readonly username?: string;
  readonly password?: string;
}

/** @throws Refusal 401 that says which schemes would do, and nothing of what was sent. */
export function authorize(credentials: Credentials, authorization = ''): void {
  const accepted = acceptedValues(credentials);
  if (accepted.length === 0 || accepted.some((value) => isSame(value, authorization))) return;
  throw new Refusal('Not authorized', {
    status: 401,
    headers: { 'WWW-Authenticate': 'Bearer, Basic realm="Pact Broker"' },
    body: { error: 'Not authorized' },
  });
}

function acceptedValues({ token, username, password }: Credentials): string[] {
  const pair = username !== undefined && Buffer.from(`${username}:${password ?? ''}`).toString('base64');
  return [...(token === undefined ? [] : [`Bearer ${token}`]), ...(pair ? [`Basic ${pair}`] : [])];
}

function isSame(one: string, other: string): boolean {
  return one.length === other.length && timingSafeEqual(Buffer.from(one), Buffer.from(other));
}

/** The scheme of an Authorization header without what follows it. */
export function schemeOf(authorization: string | undefined): string | undefined {
  return authorization?.split(' ', 1)[0];
}
