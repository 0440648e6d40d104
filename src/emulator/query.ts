import { membersOf } from '../rules/index.ts';
import { type Violation, violationOf } from '../schemas/index.ts';
import { type Refused, refused } from './outcome.ts';
import type { Target } from './route.ts';

/** How many connections a page of the list holds where the client does not say. */
const defaultTop = 100;
const largestTop = 999;

/** What the query of a list says. */
export interface ListQuery extends SelectQuery {
  readonly name?: string | undefined;
  readonly top: number;
  readonly count: boolean;
  /** The sequence of the last connection of the page before. */
  readonly after: number;
}

/** What the query of a read of one connection says. */
export interface SelectQuery {
  /** The properties to answer; undefined for all. */
  readonly select: readonly string[] | undefined;
}

/** The query of a list, or the refusal that it gets: the first broken rule of the table answers. */
export function listQuery(query: URLSearchParams, target: Target): ListQuery | Refused {
  const { $select, $filter, $top, $count, $skiptoken } = optionsOf(query);
  const select = selected($select, target);
  const name = /^name eq '((?:[^']|'')*)'$/.exec($filter ?? '')?.[1]?.replaceAll("''", "'");
  const after = /^after-(\d{1,15})$/.exec($skiptoken ?? 'after-0')?.[1];
  const [unknown, ...more] = unknownOptions(query, ['$select', '$filter', '$top', '$count', '$skiptoken']);
  if (unknown) return refused(unknown, ...more);
  if (select === 'unknown') return refused(violationOf('query.select', 'query $select', $select));
  const [first, ...others] = [
    ...($filter !== undefined && name === undefined ? broken('filter', $filter) : []),
    ...(isTop($top) ? [] : broken('top', $top)),
    ...(['true', 'false', undefined].includes($count) ? [] : broken('count', $count)),
    ...(after === undefined ? broken('skiptoken', $skiptoken) : []),
  ];
  if (first) return refused(first, ...others);
  return { select, name, top: Number($top ?? defaultTop), count: $count === 'true', after: Number(after) };
}

/** The query of a read of one connection, or the refusal that it gets. */
export function entityQuery(query: URLSearchParams, target: Target): SelectQuery | Refused {
  const { $select } = optionsOf(query);
  const select = selected($select, target);
  const [first, ...others] = unknownOptions(query, ['$select']);
  if (first) return refused(first, ...others);
  return select === 'unknown' ? refused(violationOf('query.select', 'query $select', $select)) : { select };
}

/** The refusal of a query where no option is known; undefined for an empty one. */
export function refusedQuery(query: URLSearchParams): Refused | undefined {
  const [first, ...others] = unknownOptions(query, []);
  return first && refused(first, ...others);
}

function unknownOptions(query: URLSearchParams, known: readonly string[]): Violation[] {
  return [...query]
    .filter(([name]) => !known.includes(name))
    .map(([name, value]) => violationOf('query.known', `query ${name}`, value));
}

/** The options by name. One that is given twice has both values joined, which only $select can have. */
function optionsOf(query: URLSearchParams): Readonly<Record<string, string>> {
  return Object.fromEntries([...query.keys()].map((name) => [name, query.getAll(name).join(',')]));
}

function broken(option: 'filter' | 'top' | 'count' | 'skiptoken', value: unknown): Violation[] {
  return [violationOf(`query.${option}`, `query $${option}`, value)];
}

function selected($select: string | undefined, { version }: Target): readonly string[] | undefined | 'unknown' {
  if ($select === undefined || $select === '*') return undefined;
  const known = membersOf('externalConnection', version).map(([name]) => name);
  const names = $select.split(',').map((name) => name.trim());
  return names.every((name) => known.includes(name)) ? names : 'unknown';
}

function isTop($top: string | undefined): boolean {
  return $top === undefined || (/^\d+$/.test($top) && Number($top) >= 1 && Number($top) <= largestTop);
}
