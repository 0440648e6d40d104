import { artefactsAt } from './artefacts.ts';
import { exceptionFor } from './exceptions.ts';
import { smallest } from './smallest.ts';
import { differenceOf, type Pair, Tally } from './tally.ts';
import { type Artefacts, checkedPlaces, type Decision, type Place, type Value } from './value.ts';
import { type Budget, catalogue, generatedValues, samplesIn } from './values.ts';

/** A value on which two artefacts differ, and no exception says why. */
export interface Counterexample {
  readonly place: Place;
  readonly body: unknown;
  readonly request?: Value['request'];
  /** What each of the two says. */
  readonly decisions: Readonly<Record<string, Decision>>;
  /** How the two differ. */
  readonly differs: 'accepts' | 'rule' | 'response';
  readonly broken: readonly string[];
}

/** What a run found. */
export interface Findings {
  /** How many values were checked. */
  readonly values: number;
  readonly pairs: readonly Pair[];
  /** One for each pair and place that differs, the smallest that was found. */
  readonly counterexamples: readonly Counterexample[];
}

/** How many create requests are generated, with a quarter as many schemas and responses; and from which seed. */
export interface RunOptions extends Budget {
  /** Whether the whole catalogue and every sample of every rule is checked too. Default true. */
  readonly wholeCatalogue?: boolean;
  /** Called before a place is checked. */
  readonly onPlace?: (place: Place, values: number) => void;
  /** Called with what a place has shown, once it is checked. */
  readonly onCounterexample?: (found: Counterexample) => void;
}

/** Lets every artefact check every value that it can, and compares all of them with each other. */
export async function runConformance(options: RunOptions): Promise<Findings> {
  const { count, seed, wholeCatalogue = true, onPlace = () => {}, onCounterexample = () => {} } = options;
  const tally = new Tally();
  const counterexamples: Counterexample[] = [];
  let values = 0;
  for (const { place, share } of checkedPlaces) {
    const artefacts = await artefactsAt(place);
    const toCheck = [
      ...generatedValues(place, { count: Math.ceil(count * share), seed }, artefacts.example),
      ...(wholeCatalogue ? [...catalogue(place), ...samplesIn(artefacts.example, place)] : []),
    ];
    onPlace(place, toCheck.length);
    values += toCheck.length;
    const found = await checkAll(place, toCheck, { artefacts, tally });
    found.forEach(onCounterexample);
    counterexamples.push(...found);
    await artefacts.close();
  }
  return { values, pairs: tally.pairs(), counterexamples };
}

interface Court {
  readonly artefacts: Artefacts;
  readonly tally: Tally;
}

async function checkAll(place: Place, values: readonly Value[], { artefacts, tally }: Court) {
  const found = new Map<string, Counterexample>();
  for (const value of values) {
    const decisions = Object.entries(await decisionsOn(value, artefacts));
    for (const [index, one] of decisions.entries()) {
      for (const other of decisions.slice(index + 1)) {
        const outcome = await compare(value, [one, other], artefacts);
        const pair = [one[0], other[0]] as const;
        tally.note(place.kind, pair, outcome);
        if (outcome === 'disagree') keepSmaller(found, counterexampleOf(place, value, [one, other], artefacts));
      }
    }
  }
  return Promise.all([...found.values()].map((each) => shrunk(each, artefacts)));
}

/** What everyone says of the value, its maker included. */
async function decisionsOn(value: Value, { checkers }: Artefacts): Promise<Record<string, Decision>> {
  const asked = Object.entries(checkers).map(async ([name, checker]) => [name, await checker(value)] as const);
  const given = value.claim ? [[value.claim.by, value.claim.decision] as const] : [];
  const said = (await Promise.all(asked)).flatMap(([name, decision]) => (decision ? [[name, decision] as const] : []));
  return Object.fromEntries([...given, ...said]);
}

type Opinion = readonly [name: string, decision: Decision];
type TwoOpinions = readonly [Opinion, Opinion];

async function compare({ body }: Pick<Value, 'body'>, [one, other]: TwoOpinions, artefacts: Artefacts) {
  const differs = differenceOf(one[1], other[1]);
  if (!differs) return 'agree';
  if (differs !== 'accepts') return 'disagree';
  const [accepting, refusing] = one[1].accepts ? [one[0], other[0]] : [other[0], one[0]];
  const exception = await exceptionFor({ accepting, refusing, body }, artefacts);
  return exception ? { exception } : 'disagree';
}

function counterexampleOf(
  place: Place,
  { body, request }: Value,
  [one, other]: TwoOpinions,
  { rulesBrokenBy }: Artefacts,
): Counterexample {
  const differs = differenceOf(one[1], other[1]) ?? 'accepts';
  const decisions = Object.fromEntries([one, other]);
  return { place, body, ...(request && { request }), decisions, differs, broken: rulesBrokenBy(body) };
}

function keepSmaller(found: Map<string, Counterexample>, candidate: Counterexample): void {
  const key = JSON.stringify([Object.keys(candidate.decisions), candidate.differs]);
  const sizeOf = ({ body }: Counterexample) => JSON.stringify(body ?? null).length;
  const known = found.get(key);
  if (!known || sizeOf(candidate) < sizeOf(known)) found.set(key, candidate);
}

/** The counterexample made smaller, where both artefacts check: a maker speaks for what it made alone. */
async function shrunk(example: Counterexample, artefacts: Artefacts): Promise<Counterexample> {
  const [one = '', other = ''] = Object.keys(example.decisions);
  const checkers = [artefacts.checkers[one], artefacts.checkers[other]] as const;
  if (!checkers[0] || !checkers[1] || example.request) return example;
  const ask = async (body: unknown): Promise<TwoOpinions | undefined> => {
    const [first, second] = [await checkers[0]?.({ body }), await checkers[1]?.({ body })];
    return (
      first &&
      second && [
        [one, first],
        [other, second],
      ]
    );
  };
  const body = await smallest(example.body, async (candidate) => {
    const opinions = await ask(candidate);
    return opinions !== undefined && (await compare({ body: candidate }, opinions, artefacts)) === 'disagree';
  });
  const opinions = await ask(body);
  return opinions ? counterexampleOf(example.place, { body }, opinions, artefacts) : example;
}
