import { isDeepStrictEqual } from 'node:util';
import {
  asRecord,
  type ErrorResponse,
  type Evidence,
  errorResponses,
  members,
  parseJson,
  ruleOf,
} from '../rules/index.ts';
import { showValue } from '../schemas/index.ts';
import { type Case, type CaseResult, errorIn, hasSucceeded, inShort, type Observation } from './case.ts';
import type { Sighting } from './difference.ts';

/** The differences between the tenant's response and the kit's, apart from those that vary from run to run. */
export function compareResponses(result: CaseResult): readonly Sighting[] {
  return contrastsIn(result).map((contrast) => ({ ...contrast, example: result.of.title }));
}

type Contrast = Omit<Sighting, 'example'>;

function contrastsIn(result: CaseResult): readonly Contrast[] {
  const { kit, seen } = result;
  if (hasSucceeded(kit) !== hasSucceeded(seen) || (hasSucceeded(kit) && kit.status !== seen.status))
    return [outcome(result)];
  const headers = [...promisedHeaders(result), ...challenge(result)];
  return [...headers, ...(hasSucceeded(kit) ? compareConnections(result) : compareRefusals(result))];
}

/** One of the two refuses what the other accepts, or they accept it with another status. */
function outcome({ of, kit, seen }: CaseResult): Contrast {
  const rule = kit.rule ?? of.rule;
  const evidence = kit.rule !== undefined && kit.rule !== of.rule ? ruleOf(kit.rule).evidence : of.evidence;
  return {
    change: 'changed',
    key: `outcome ${of.subject} ${evidence} ${inShort(seen)}`,
    subject: of.subject,
    kit: inFull(kit),
    seen: inFull(seen),
    evidence,
    // A request that the kit refuses and the tenant accepts breaks no client that follows the kit.
    severity: hasSucceeded(kit) ? 'breaking' : 'notable',
    rule,
    question: of.question,
  };
}

function inFull(response: Observation): string {
  const { message } = errorIn(response);
  return `${inShort(response)}${typeof message === 'string' && message !== '' ? `: ${message}` : ''}`;
}

interface Facet {
  readonly what: string;
  readonly severity: Sighting['severity'];
  readonly read: (response: Observation) => unknown;
  /** Default: the value. */
  readonly show?: (response: Observation) => string;
}

/** In what two refusals can differ, the worst first. */
const facets: readonly Facet[] = [
  { what: 'status', severity: 'breaking', read: ({ status }) => status, show: inShort },
  { what: 'code', severity: 'breaking', read: (one) => errorIn(one).code, show: (one) => String(errorIn(one).code) },
  { what: 'inner code', severity: 'notable', read: (one) => errorIn(one).inner },
  { what: 'message', severity: 'minor', read: (one) => errorIn(one).message },
];

/** Both refuse, with another status, code, inner code or message. */
function compareRefusals({ of, kit, seen }: CaseResult): readonly Contrast[] {
  const facet = facets.find(({ read }) => read(kit) !== read(seen));
  if (!facet) return [];
  const rule = kit.rule ?? of.rule;
  const [name, evidence] = expectedError(kit, rule);
  const { what, severity, read, show = (one) => (read(one) === undefined ? 'none' : showValue(read(one))) } = facet;
  const key = `${what} ${name} ${show(seen)}`;
  const values = { subject: `${what} of ${name}`, kit: show(kit), seen: show(seen) };
  return [{ change: 'changed', key, ...values, evidence, severity, rule, question: of.question }];
}

/** The name of the error that the kit responded with, and the evidence for it. */
function expectedError(kit: Observation, rule: Case['rule']): readonly [string, Evidence] {
  const { code } = errorIn(kit);
  const rows = Object.entries<ErrorResponse>(errorResponses);
  const isExpected = ([name, row]: (typeof rows)[number]) =>
    rule === undefined ? row.status === kit.status && row.code === code : name === ruleOf(rule).error;
  const [name, row] = rows.find(isExpected) ?? [inShort(kit)];
  return [name, row?.evidence ?? 'inferred'];
}

/** How a difference counts. */
interface Meaning {
  readonly evidence: Evidence;
  readonly severity: Sighting['severity'];
  readonly question?: number;
}

interface Promised extends Meaning {
  readonly name: string;
  /** The part of the value to compare; by default only whether there is one. */
  readonly part?: (value: string) => string;
}

const mediaType = (value: string) => value.split(';')[0]?.trim().toLowerCase() ?? '';
const sameValue = (value: string) => value;

/** The headers that the kit promises. **Source:** JSON batching page, best practices page, captured responses. */
const promised: readonly Promised[] = [
  { name: 'Content-Type', evidence: 'documented', severity: 'breaking', part: mediaType },
  { name: 'client-request-id', evidence: 'documented', severity: 'notable', part: sameValue },
  { name: 'request-id', evidence: 'observed', severity: 'notable' },
  { name: 'OData-Version', evidence: 'documented', severity: 'minor', part: sameValue },
  { name: 'Date', evidence: 'observed', severity: 'minor' },
];

/** **Source:** question 6 for a create; the page of the operation for a schema, whose operation has an id of its own. */
const location = ({ operation }: Case): Promised =>
  operation === 'createConnection'
    ? { name: 'Location', evidence: 'inferred', severity: 'minor', question: 6, part: sameValue }
    : { name: 'Location', evidence: 'documented', severity: 'breaking' };

/** The challenge of a 401. Question 13. */
function challenge({ kit, seen }: CaseResult): readonly Contrast[] {
  const value = seen.headers.get('www-authenticate');
  if (value === null || kit.headers.has('www-authenticate')) return [];
  const subject = 'header WWW-Authenticate';
  const values = { subject, kit: 'no such header', seen: value };
  return [{ change: 'added', key: subject, ...values, evidence: 'inferred', severity: 'minor', question: 13 }];
}

/** The promised headers that the tenant's response lacks or has with another value. */
function promisedHeaders({ of, kit, seen }: CaseResult): readonly Contrast[] {
  return [...promised, location(of)].flatMap(({ name, part = () => 'a value', ...meaning }): Contrast[] => {
    const [mine, theirs] = [kit, seen].map(({ headers }) => {
      const value = headers.get(name);
      return value === null ? undefined : part(value);
    });
    if (mine === theirs || mine === undefined) return [];
    const change = theirs === undefined ? 'removed' : 'changed';
    const subject = `header ${name}`;
    return [{ change, key: `${subject} ${change}`, subject, kit: mine, seen: theirs ?? 'no such header', ...meaning }];
  });
}

const echoed: Meaning = { evidence: 'documented', severity: 'breaking' };

const meanings: Readonly<Record<string, Meaning>> = {
  '@odata.context': { evidence: 'inferred', question: 2, severity: 'minor' },
  id: echoed,
  name: echoed,
  description: echoed,
  state: { evidence: 'documented', question: 3, severity: 'breaking' },
  configuration: { evidence: 'inferred', question: 4, severity: 'breaking' },
};

/** Properties of a connection in which the responses differ; of a list, those of the run's connection in it. */
function compareConnections(result: CaseResult): readonly Contrast[] {
  const { of } = result;
  const mine = ownConnectionIn(result.kit, of.id);
  const theirs = ownConnectionIn(result.seen, of.id);
  if (!mine) return [];
  const isPage = asRecord(result.seen.body)?.['@odata.nextLink'] !== undefined;
  if (!theirs) return isPage ? [] : [lost(result)];
  const sent = asRecord(parseJson(of.text ?? ''));
  const names = [...new Set([...Object.keys(mine), ...Object.keys(theirs)])];
  return names
    .filter((name) => !isDeepStrictEqual(mine[name], theirs[name]))
    .map((name) => {
      const change = !(name in mine) ? 'added' : name in theirs ? 'changed' : 'removed';
      const isTakenOver = readOnly.includes(name) && sent?.[name] !== undefined && theirs[name] === sent[name];
      const meaning = isTakenOver ? takenOver : meaningOfProperty(name, mine[name], theirs[name]);
      return {
        change,
        // Each request has other values.
        key: `property ${name} ${change} ${theirs[name] === null} ${meaning.question}`,
        subject: `response, ${name}`,
        kit: formatProperty(mine, name),
        seen: formatProperty(theirs, name),
        ...meaning,
      };
    });
}

/** What a client cannot set, and what it means that the tenant returns it as it was sent. */
const readOnly = ['state', 'ingestedItemsCount'];
const takenOver: Meaning = { evidence: 'inferred', question: 7, severity: 'breaking' };

function meaningOfProperty(name: string, mine: unknown, theirs: unknown): Meaning {
  const known = meanings[name];
  if (known) return known;
  // No client reads a property that the metadata does not declare.
  if (!Object.hasOwn(members.externalConnection, name)) return { evidence: 'metadata', severity: 'minor' };
  const isUnset = mine === undefined || mine === null || name === 'contentCategory';
  if (isUnset) return { evidence: 'inferred', question: 5, severity: theirs === undefined ? 'minor' : 'notable' };
  return echoed;
}

function formatProperty(connection: Readonly<Record<string, unknown>>, name: string): string {
  return name in connection ? showValue(connection[name]) : 'no such property';
}

function ownConnectionIn({ body }: Observation, id: string | undefined): Readonly<Record<string, unknown>> | undefined {
  const value = asRecord(body)?.value;
  const one = asRecord(Array.isArray(value) ? value.find((element) => asRecord(element)?.id === id) : body);
  // Only responses with a connection are compared.
  return one && 'id' in one ? one : undefined;
}

function lost({ of, seen }: CaseResult): Contrast {
  return {
    change: 'removed',
    key: `connection ${of.subject}`,
    subject: of.subject,
    kit: 'the response has the connection',
    seen: seen.body === undefined ? 'the response has no body' : 'the response does not have the connection',
    evidence: 'documented',
    severity: 'breaking',
  };
}
