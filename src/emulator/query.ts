import { type ApiVersion, limits, membersOf } from '../rules/index.ts';
import { violationOf } from '../schemas/index.ts';
import { refusalBy, refuse, violationBy } from './result.ts';

/**
 * The query of a list: `select` is undefined for all properties, `after` the sequence of the last connection of the page
 * before.
 *
 * @throws Refusal when it breaks a rule: the first one of the table decides the response.
 */
export function listQuery(query: URLSearchParams, version: ApiVersion) {
  refuseUnknown(query, ['$select', '$filter', '$top', '$count', '$skiptoken']);
  const { $select, $filter, $top, $count, $skiptoken } = valuesByName(query);
  const select = selected($select, version);
  const [, property, value] = /^(id|name) eq '((?:[^']|'')*)'$/.exec($filter ?? '') ?? [];
  const filter = value === undefined ? undefined : { isId: property === 'id', value: value.replaceAll("''", "'") };
  const after = /^after-(\d{1,15})$/.exec($skiptoken ?? 'after-0')?.[1];
  const checks = [
    ['query.filter', $filter, filter || $filter === undefined],
    ['query.top', $top, isTop($top)],
    ['query.count', $count, ['true', 'false', undefined].includes($count)],
    ['query.skiptoken', $skiptoken, after !== undefined],
  ] as const;
  refuse(checks.flatMap(([rule, value, isValid]) => (isValid ? [] : violationBy(rule, value))));
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
  refuse(unknown.map(([name, value]) => violationOf('query.known', `query ${name}`, value)));
}

/** How many unknown options of one query are reported: more are no help, and a query may have thousands. */
const mostReported = 20;

/** The options by name. One that is given twice has both values joined, which only $select can have. */
function valuesByName(query: URLSearchParams): Readonly<Record<string, string>> {
  return Object.fromEntries([...new Set(query.keys())].map((name) => [name, query.getAll(name).join(',')]));
}

function selected($select: string | undefined, version: ApiVersion): readonly string[] | undefined {
  if ($select === undefined || $select === '*') return undefined;
  const known = membersOf('externalConnection', version);
  const names = $select.split(',').map((name) => name.trim());
  if (!names.every((name) => known.has(name))) throw refusalBy('query.select', $select);
  return names;
}

function isTop($top: string | undefined): boolean {
  const { minimum, maximum } = limits.pageSize;
  return $top === undefined || (/^\d+$/.test($top) && Number($top) >= minimum && Number($top) <= maximum);
}
