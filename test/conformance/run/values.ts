import * as fc from 'fast-check';
import {
  connection,
  createRequest,
  type InvalidBody,
  invalidCreateRequest,
  invalidSchemaRequest,
  schemaRequest,
} from '../../../src/arbitraries/index.ts';
import { createBuilders, invalidCreateRequests, invalidSchemaRequests } from '../../../src/builders/index.ts';
import type { InvalidRequest } from '../../../src/builders/invalid-requests.ts';
import { rules } from '../../../src/index.ts';
import { holds, placesIn } from '../../../src/rules/index.ts';
import { contextOf, fromPointer, valueAt } from '../../../src/schemas/index.ts';
import { bodyRulesOf } from '../checkers.ts';
import { put } from '../put.ts';
import { mutated } from './mutated.ts';
import { changedAt, pathsIn } from './places.ts';
import { asJson, type Decision, type Place, type Value } from './value.ts';

/** How many values of each kind there are, and from which seed. */
export interface Budget {
  readonly count: number;
  readonly seed: number;
}

const accepted = { accepts: true } as const;

/** Generated values for a place: as the rules allow, breaking one of them, and changed at random; new on each call. */
export function generatedValues(place: Place, { count, seed }: Budget, example?: unknown): Value[] {
  const valid = validBodies(place);
  const sample = <Made>(arbitrary: fc.Arbitrary<Made>, share: number) =>
    fc.sample(arbitrary, { numRuns: Math.max(1, Math.round(count * share)), seed });
  const near = example === undefined ? 0 : 0.15;
  return [
    ...sample(valid, 0.3).map((body) => claimed('arbitraries', body)),
    ...(place.kind === 'response' ? [] : sample(invalidBodies(place), 0.3).map(broken)),
    ...built(place, { count: Math.max(1, Math.round(count * 0.05)), seed }),
    ...sample(mutated(valid), 0.35 - near).map((body) => ({ body })),
    ...(near ? sample(nearExample(example, valid), near).map((body) => ({ body })) : []),
  ];
}

/** Every bad request of the catalogue. */
export function catalogue({ kind, ...context }: Place): Value[] {
  if (kind === 'response') return [];
  const requests = kind === 'createConnection' ? invalidCreateRequests(context) : invalidSchemaRequests(context);
  return requests.map((entry) => ({
    body: asJson(entry.body),
    ...(checksBody(entry) ? {} : { request: { headers: entry.headers, text: textOf(entry) } }),
    claim: {
      by: 'builders',
      decision: { accepts: false, rule: entry.rule, response: `${entry.status} ${entry.code}` },
    },
  }));
}

/** Every sample of every rule on the body, at each of its places that the example has. */
export function samplesIn(example: unknown, { kind, ...context }: Place): Value[] {
  // The samples of a flag presume that no other flag contradicts it.
  const quiet = kind === 'updateSchema' ? put(example, '/properties/*/isSearchable', false) : example;
  const holding =
    kind === 'response' ? [] : bodyRulesOf(kind).filter((rule) => holds(rule, contextOf(context, 'samplesIn')));
  return holding.flatMap((rule) =>
    placesIn(rule, context.version)
      .filter((place) => valueAt(example, fromPointer(place.replaceAll('/*', '/0')).slice(0, -1)) !== undefined)
      .flatMap((place) => [
        ...rule.accepts.map((sample) => sampled(put(quiet, place, sample), accepted)),
        ...rule.rejects.map((sample) => sampled(put(quiet, place, sample), { accepts: false, rule: rule.id })),
      ]),
  );
}

function sampled(body: unknown, decision: Decision): Value {
  return { body: asJson(body), claim: { by: 'rules', decision } };
}

function checksBody({ rule }: InvalidRequest): boolean {
  return rules.find(({ id }) => id === rule)?.checkedBy === 'body';
}

/** Where the rule is about the text, the body is that text. */
function textOf({ rule, body }: InvalidRequest): string {
  const isText = rules.find(({ id }) => id === rule)?.paths.includes('text');
  return isText ? String(body) : JSON.stringify(body);
}

function validBodies({ kind, profile, version }: Place): fc.Arbitrary<unknown> {
  if (kind === 'createConnection') return createRequest({ profile, version });
  return kind === 'updateSchema' ? schemaRequest({ version }) : connection({ version });
}

function invalidBodies({ kind, profile, version }: Place): fc.Arbitrary<InvalidBody> {
  return kind === 'createConnection'
    ? invalidCreateRequest({ profile, version })
    : invalidSchemaRequest({ profile, version });
}

function broken({ body, rule, status, code }: InvalidBody): Value {
  return {
    body: asJson(body),
    claim: { by: 'arbitraries', decision: { accepts: false, rule, response: `${status} ${code}` } },
  };
}

function claimed(by: 'builders' | 'arbitraries', body: unknown): Value {
  return { body: asJson(body), claim: { by, decision: accepted } };
}

function built({ kind, profile, version }: Place, { count, seed }: Budget): Value[] {
  const build = createBuilders({ seed, version });
  const forms = {
    createConnection: [
      () => build.createRequest(),
      () => build.minimalCreateRequest(),
      () => build.largestCreateRequest(),
      ...(profile === 'documented' ? [() => build.documentedCreateRequest()] : []),
    ],
    updateSchema: [() => build.schema(), () => build.largestSchema()],
    response: [() => build.connection()],
  }[kind];
  return Array.from({ length: count }, (_, index) => claimed('builders', forms[index % forms.length]?.()));
}

/** The example with one value changed at random, or with one that stands at the same place in a valid body. */
function nearExample(example: unknown, valid: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  const transplanted = fc.tuple(valid, fc.nat()).map(([body, at]) => {
    const donors = pathsIn(asJson(body)).filter((path) => valueAt(example, path) !== undefined);
    const path = donors[at % (donors.length || 1)] ?? [];
    return changedAt(example, path, (own) => valueAt(asJson(body), path) ?? own);
  });
  return fc.oneof(mutated(fc.constant(example), 1), transplanted);
}
