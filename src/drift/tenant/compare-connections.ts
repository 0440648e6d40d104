import { isDeepStrictEqual } from 'node:util';
import { type Evidence, members } from '../../rules/index.ts';
import { showValue } from '../../schemas/index.ts';
import type { Answer } from './answer.ts';
import type { Result } from './case.ts';
import type { Sighting } from './sighting.ts';

/** A member of an answered connection that the open questions, or the page, are about. */
interface Told {
  readonly evidence: Evidence;
  readonly question?: number;
  readonly severity: Sighting['severity'];
}

const echoed: Told = { evidence: 'documented', severity: 'breaking' };

const told: Readonly<Record<string, Told>> = {
  '@odata.context': { evidence: 'inferred', question: 2, severity: 'minor' },
  id: echoed,
  name: echoed,
  description: echoed,
  state: { evidence: 'documented', question: 3, severity: 'breaking' },
  configuration: { evidence: 'inferred', question: 4, severity: 'breaking' },
};

/** Members of a connection that the tenant answers otherwise; of a list, those of the run's connection in it. */
export function compareConnections(result: Result): readonly Sighting[] {
  const { of } = result;
  const mine = connectionIn(result.kit, of.id);
  const theirs = connectionIn(result.seen, of.id);
  if (!mine) return [];
  if (!theirs) return hasMore(result.seen) ? [] : [lost(result)];
  return [...new Set([...Object.keys(mine), ...Object.keys(theirs)])].flatMap((name) => {
    if (isDeepStrictEqual(mine[name], theirs[name])) return [];
    const { evidence, severity, question } = tell(name, mine[name], theirs[name]);
    const change = !(name in mine) ? 'added' : name in theirs ? 'changed' : 'removed';
    return [
      {
        change,
        // Each request has other values.
        key: `member ${name} ${change} ${theirs[name] === null}`,
        subject: `answer, ${name}`,
        kit: shown(mine, name),
        seen: shown(theirs, name),
        evidence,
        severity,
        question,
        example: of.title,
      } as const,
    ];
  });
}

function tell(name: string, mine: unknown, theirs: unknown): Told {
  const known = told[name];
  if (known) return known;
  // Whatever the metadata does not declare, no client reads.
  if (!Object.hasOwn(members.externalConnection, name)) return { evidence: 'metadata', severity: 'minor' };
  const isUnset = mine === undefined || mine === null || name === 'contentCategory';
  if (isUnset) return { evidence: 'inferred', question: 5, severity: theirs === undefined ? 'minor' : 'notable' };
  return echoed;
}

function shown(connection: Readonly<Record<string, unknown>>, name: string): string {
  return name in connection ? showValue(connection[name]) : 'no such member';
}

function connectionIn({ body }: Answer, id: string | undefined): Readonly<Record<string, unknown>> | undefined {
  const { value } = Object(body);
  const one = Array.isArray(value) ? value.find((element) => Object(element).id === id) : body;
  // Only answers about connections are compared.
  return typeof one === 'object' && one !== null && 'id' in one ? { ...one } : undefined;
}

function hasMore({ body }: Answer): boolean {
  return '@odata.nextLink' in Object(body);
}

function lost({ of, seen }: Result): Sighting {
  return {
    change: 'removed',
    key: `connection ${of.subject}`,
    subject: of.subject,
    kit: 'the answer holds the connection',
    seen: seen.body === undefined ? 'the answer has no body' : 'the answer does not hold the connection',
    evidence: 'documented',
    severity: 'breaking',
    example: of.title,
  };
}
