import { type ApiVersion, limits, membersOf } from '../rules/index.ts';
import { type Violation, violationOf } from '../schemas/index.ts';
import { refusalOf } from './result.ts';
import type { PropertyFilter } from './store.ts';

/** The query of a list. */
interface ListQuery {
  /** The properties to return; undefined for all. */
  readonly select: readonly string[] | undefined;
  readonly filter: PropertyFilter | undefined;
  readonly top: number;
  readonly count: boolean;
  /** The sequence of the last connection of the page before. */
  readonly after: number;
}

/**
 * The query of a list.
 *
 * @throws Refusal when it breaks a rule: the first one of the table decides the response.
 */
export function listQuery(query: URLSearchParams, version: ApiVersion): ListQuery {
  refuseUnknown(query, ['$select', '$filter', '$top', '$count', '$skiptoken']);
  const values = valuesByName(query);
  const { $select, $filter, $top, $count, $skiptoken } = values;
  const select = selected($select, version);
  const [, property, value] = /^(id|name) eq '((?:[^']|'')*)'$/.exec($filter ?? '') ?? [];
  const filter = value === undefined ? undefined : { isId: property === 'id', value: value.replaceAll("''", "'") };
  const after = /^after-(\d{1,15})$/.exec($skiptoken ?? 'after-0')?.[1];
  const options = [
    ['filter', filter || $filter === undefined],
    ['top', isTop($top)],
    ['count', ['true', 'false', undefined].includes($count)],
    ['skiptoken', after !== undefined],
  ] as const;
  refuseBroken(
    options
      .filter(([, isValid]) => !isValid)
      .map(([name]) => violationOf(`query.${name}`, `query $${name}`, values[`$${name}`])),
  );
  return {
    select,
    filter,
    top: Number($top ?? limits.pageSize.default),
    count: $count === 'true',
    after: Number(after),
  };
}

/**
 * The properties to return of one connection; undefined for all.
 *
 * @throws Refusal when the query breaks a rule.
 */
export function selectIn(query: URLSearchParams, version: ApiVersion): readonly string[] | undefined {
  refuseUnknown(query, ['$select']);
  return selected(valuesByName(query).$select, version);
}

/**
 * Refuses the options of a query that the kit does not know.
 *
 * @throws Refusal when there is one.
 */
export function refuseUnknown(query: URLSearchParams, known: readonly string[] = []): void {
  const unknown = [...query].filter(([name]) => !known.includes(name)).slice(0, mostReported);
  refuseBroken(unknown.map(([name, value]) => violationOf('query.known', `query ${name}`, value)));
}

/** How many unknown options of one query are reported: more are no help, and a query may have thousands. */
const mostReported = 20;

function refuseBroken([first, ...others]: readonly Violation[]): void {
  if (first) throw refusalOf(first, ...others);
}

/** The options by name. One that is given twice has both values joined, which only $select can have. */
function valuesByName(query: URLSearchParams): Readonly<Record<string, string>> {
  return Object.fromEntries([...new Set(query.keys())].map((name) => [name, query.getAll(name).join(',')]));
}

function selected($select: string | undefined, version: ApiVersion): readonly string[] | undefined {
  if ($select === undefined || $select === '*') return undefined;
  const known = membersOf('externalConnection', version);
  const names = $select.split(',').map((name) => name.trim());
  if (!names.every((name) => known.has(name))) {
    throw refusalOf(violationOf('query.select', 'query $select', $select));
  }
  return names;
}

function isTop($top: string | undefined): boolean {
  const { minimum, maximum } = limits.pageSize;
  return $top === undefined || (/^\d+$/.test($top) && Number($top) >= minimum && Number($top) <= maximum);
}
