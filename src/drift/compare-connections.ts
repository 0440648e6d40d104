import { isDeepStrictEqual } from 'node:util';
import { asRecord, type Evidence, members } from '../rules/index.ts';
import { showValue } from '../schemas/index.ts';
import type { Result } from './case.ts';
import type { Sighting } from './difference.ts';
import type { Observation } from './observation.ts';

/** What a difference in a property of the response means. */
interface Meaning {
  readonly evidence: Evidence;
  readonly question?: number;
  readonly severity: Sighting['severity'];
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
export function compareConnections(result: Result): readonly Sighting[] {
  const { of } = result;
  const mine = connectionIn(result.kit, of.id);
  const theirs = connectionIn(result.seen, of.id);
  if (!mine) return [];
  if (!theirs) return hasMore(result.seen) ? [] : [lost(result)];
  return [...new Set([...Object.keys(mine), ...Object.keys(theirs)])].flatMap((name) => {
    if (isDeepStrictEqual(mine[name], theirs[name])) return [];
    const { evidence, severity, question } = meaningOf(name, mine[name], theirs[name]);
    const change = !(name in mine) ? 'added' : name in theirs ? 'changed' : 'removed';
    return [
      {
        change,
        // Each request has other values.
        key: `property ${name} ${change} ${theirs[name] === null}`,
        subject: `response, ${name}`,
        kit: formatProperty(mine, name),
        seen: formatProperty(theirs, name),
        evidence,
        severity,
        question,
        example: of.title,
      } as const,
    ];
  });
}

function meaningOf(name: string, mine: unknown, theirs: unknown): Meaning {
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

function connectionIn({ body }: Observation, id: string | undefined): Readonly<Record<string, unknown>> | undefined {
  const value = asRecord(body)?.value;
  const one = asRecord(Array.isArray(value) ? value.find((element) => asRecord(element)?.id === id) : body);
  // Only responses with a connection are compared.
  return one && 'id' in one ? one : undefined;
}

function hasMore({ body }: Observation): boolean {
  return asRecord(body)?.['@odata.nextLink'] !== undefined;
}

function lost({ of, seen }: Result): Sighting {
  return {
    change: 'removed',
    key: `connection ${of.subject}`,
    subject: of.subject,
    kit: 'the response has the connection',
    seen: seen.body === undefined ? 'the response has no body' : 'the response does not have the connection',
    evidence: 'documented',
    severity: 'breaking',
    example: of.title,
  };
}
