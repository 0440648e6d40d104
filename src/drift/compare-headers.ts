import type { Evidence } from '../rules/index.ts';
import type { Case, Result } from './case.ts';
import type { Sighting } from './difference.ts';

interface Promised {
  readonly name: string;
  readonly evidence: Evidence;
  readonly severity: Sighting['severity'];
  readonly question?: number;
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

/** The promised headers that the tenant's response lacks or has with another value; and the challenge of a 401. */
export function compareHeaders(result: Result): readonly Sighting[] {
  return [...promisedHeaders(result), ...challenge(result)];
}

/** Question 13. */
function challenge({ of, kit, seen }: Result): readonly Sighting[] {
  const value = seen.headers.get('www-authenticate');
  if (value === null || kit.headers.has('www-authenticate')) return [];
  return [
    {
      change: 'added',
      key: 'header WWW-Authenticate',
      subject: 'header WWW-Authenticate',
      kit: 'no such header',
      seen: value,
      evidence: 'inferred',
      severity: 'minor',
      question: 13,
      example: of.title,
    },
  ];
}

function promisedHeaders({ of, kit, seen }: Result): readonly Sighting[] {
  return [...promised, location(of)].flatMap(({ name, evidence, severity, question, part = () => 'a value' }) => {
    const [mine, theirs] = [kit.headers.get(name), seen.headers.get(name)].map((value) =>
      value === null ? undefined : part(value),
    );
    if (mine === theirs || mine === undefined) return [];
    const isLost = theirs === undefined;
    return [
      {
        change: isLost ? 'removed' : 'changed',
        key: `header ${name} ${isLost}`,
        subject: `header ${name}`,
        kit: mine,
        seen: isLost ? 'no such header' : theirs,
        evidence,
        severity,
        question,
        example: of.title,
      } as const,
    ];
  });
}
