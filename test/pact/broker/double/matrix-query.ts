import { invalid, notSupported } from './answer.ts';
import type { Records, Version } from './records.ts';

/** One application that the question names, and which of its versions. */
interface Named {
  pacticipant?: string;
  version?: string;
  branch?: string;
  tag?: string;
  latest?: string;
  mainBranch?: string;
}

/** Versions of one application, chosen by a question. */
export interface ChosenVersions {
  readonly pacticipant: string;
  readonly versions: readonly Version[];
  /** What was asked for, in words. */
  readonly description: string;
  /** Whether a version was named that nobody has published. */
  readonly isMissing: boolean;
}

/** A question to the matrix. */
export interface MatrixQuery {
  readonly named: readonly ChosenVersions[];
  /** The versions of an application that the question does not name, which a deployment would meet. */
  othersOf(pacticipant: string): ChosenVersions;
}

const known = ['q', 'latestby', 'environment', 'tag', 'latest', 'mainBranch'];
const knownInSelector = ['pacticipant', 'version', 'branch', 'tag', 'latest', 'mainBranch'];

/**
 * Reads what can-i-deploy asks. In `q[][pacticipant]=A&q[][version]=1` each further pacticipant starts a further selector.
 *
 * @throws Refusal 501 for a parameter that the double does not hold, 400 for an environment that is not there.
 */
export function readMatrixQuery(records: Records, query: URLSearchParams): MatrixQuery {
  const selectors: Named[] = [];
  for (const [name, value] of query) {
    const [, parameter = '', member] = /^(\w+)(?:\[\]\[(\w+)\])?$/.exec(name) ?? [];
    if (!known.includes(parameter) || (member && !knownInSelector.includes(member)))
      throw notSupported(`matrix.${name}`);
    if (member === 'pacticipant' || (member && selectors.length === 0)) selectors.push({});
    if (member) Object.assign(selectors.at(-1) ?? {}, { [member]: value });
  }
  if (!selectors.some(({ pacticipant }) => pacticipant)) throw invalid({ q: ['names no pacticipant'] });
  const named = selectors.map((selector) => choose(records, selector));
  return { named, othersOf: othersFrom(records, query, named.length > 1) };
}

function choose(
  records: Records,
  { pacticipant = '', version, branch, tag, latest, mainBranch }: Named,
): ChosenVersions {
  const main = records.pacticipants.get(pacticipant)?.mainBranch;
  const matching = records.versions.filter(
    (one) =>
      one.pacticipant === pacticipant &&
      (version === undefined || one.number === version) &&
      (branch === undefined || one.branches.has(branch)) &&
      (tag === undefined || one.tags.has(tag)) &&
      (!mainBranch || (main !== undefined && one.branches.has(main))),
  );
  const versions = latest || mainBranch ? matching.slice(-1) : matching;
  const found = version ?? versions.at(-1)?.number;
  const description = found === undefined ? `a version of ${pacticipant}` : `version ${found} of ${pacticipant}`;
  return { pacticipant, versions, description, isMissing: versions.length === 0 };
}

function othersFrom(records: Records, query: URLSearchParams, allAreNamed: boolean): MatrixQuery['othersOf'] {
  const environment = query.get('environment');
  const tag = query.get('tag');
  if (environment !== null && !records.environments.some(({ name }) => name === environment)) {
    throw invalid({ environment: [`environment with name '${environment}' does not exist`] });
  }
  return (pacticipant) => {
    const chosen = (versions: readonly Version[], where: string): ChosenVersions => {
      const numbers = versions.map(({ number }) => number).join(', ') || 'no such version exists';
      return { pacticipant, versions, description: `${where} (${numbers})`, isMissing: false };
    };
    if (allAreNamed) return chosen([], `a version of ${pacticipant} that was asked for`);
    if (environment !== null) {
      const there = records.deployments.filter((one) => one.currentlyDeployed && one.environment.name === environment);
      const versions = there.map(({ version }) => version).filter((version) => version.pacticipant === pacticipant);
      return chosen(versions, `the version of ${pacticipant} currently deployed or released to ${environment}`);
    }
    const latest = {
      pacticipant,
      latest: 'true',
      ...(tag !== null && { tag }),
      ...(query.has('mainBranch') && { mainBranch: 'true' }),
    };
    return chosen(choose(records, latest).versions, `the latest version of ${pacticipant}`);
  };
}
