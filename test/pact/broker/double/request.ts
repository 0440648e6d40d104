import type { Links } from './links.ts';
import type { Records } from './records.ts';

/** What a route gets to know. */
export interface BrokerRequest {
  readonly records: Records;
  readonly links: Links;
  /** The parts of the path that the route names, decoded. */
  readonly path: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  /** The parsed JSON; an empty object where there was no body. */
  readonly body: unknown;
}

/** The part of the path that the route names. */
export function part({ path }: Pick<BrokerRequest, 'path'>, name: string): string {
  const value = path[name];
  if (value === undefined) throw new Error(`The route does not name "${name}".`);
  return value;
}
