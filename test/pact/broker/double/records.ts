import { notFound } from './answer.ts';
import type { Pact } from './pact-content.ts';

/** An application: a consumer, a provider or both. */
export interface Pacticipant {
  readonly name: string;
  mainBranch?: string;
  displayName?: string;
  repositoryUrl?: string;
}

/** A version of an application. A later one has a higher order. */
export interface Version {
  readonly pacticipant: string;
  readonly number: string;
  readonly order: number;
  readonly createdAt: Date;
  readonly branches: Set<string>;
  readonly tags: Set<string>;
}

/** That a consumer version has a pact with a provider; two publications of the same content share the sha. */
export interface Publication {
  readonly consumer: string;
  readonly provider: string;
  readonly version: Version;
  readonly createdAt: Date;
  sha: string;
  pact: Pact;
}

/** That a provider version was verified against the content of a pact. */
export interface Result {
  readonly number: number;
  readonly consumer: string;
  readonly provider: string;
  readonly sha: string;
  readonly providerVersion: Version;
  readonly success: boolean;
  /** Whether the pact was in the run as work in progress. */
  readonly wip: boolean;
  readonly at: Date;
  readonly testResults: unknown;
}

export interface Environment {
  readonly uuid: string;
  readonly name: string;
  readonly displayName: string;
  readonly production: boolean;
  readonly createdAt: Date;
}

export interface Deployment {
  readonly uuid: string;
  readonly version: Version;
  readonly environment: Environment;
  readonly instance: string | undefined;
  readonly createdAt: Date;
  currentlyDeployed: boolean;
}

/** All that the double knows, in the order in which it came. */
export interface Records {
  readonly pacticipants: Map<string, Pacticipant>;
  readonly versions: Version[];
  readonly publications: Publication[];
  readonly results: Result[];
  readonly environments: Environment[];
  readonly deployments: Deployment[];
  readonly now: () => Date;
}

/** The records of a new broker: nothing but the two environments that a real one starts with. */
export function createRecords(now: () => Date): Records {
  const records: Records = {
    pacticipants: new Map(),
    versions: [],
    publications: [],
    results: [],
    environments: [],
    deployments: [],
    now,
  };
  addEnvironment(records, { name: 'test', displayName: 'Test', production: false });
  addEnvironment(records, { name: 'production', displayName: 'Production', production: true });
  return records;
}

export function addEnvironment(records: Records, values: Omit<Environment, 'uuid' | 'createdAt'>): Environment {
  const environment = { uuid: uuid(1, records.environments.length), createdAt: records.now(), ...values };
  records.environments.push(environment);
  return environment;
}

/** Sixteen bytes that tell what a thing is and which: no randomness, so that a journal is the same in each run. */
export function uuid(kind: number, index: number): string {
  return `00000000-0000-4000-800${kind}-${String(index + 1).padStart(12, '0')}`;
}

export function pacticipantNamed(records: Records, name: string): Pacticipant {
  const found = records.pacticipants.get(name) ?? { name };
  records.pacticipants.set(name, found);
  return found;
}

/** The version, and its application with it, made when they are not there. */
export function versionOf(records: Records, pacticipant: string, number: string): Version {
  const found = findVersion(records, pacticipant, number);
  if (found) return found;
  pacticipantNamed(records, pacticipant);
  const version: Version = {
    pacticipant,
    number,
    order: records.versions.length,
    createdAt: records.now(),
    branches: new Set(),
    tags: new Set(),
  };
  records.versions.push(version);
  return version;
}

export function findVersion(records: Records, pacticipant: string, number: string): Version | undefined {
  return records.versions.find((version) => version.pacticipant === pacticipant && version.number === number);
}

/** @throws Refusal 404 when it is not there. */
export function knownVersion(records: Records, pacticipant: string, number: string): Version {
  const found = findVersion(records, pacticipant, number);
  if (!found) throw notFound(`Version ${number} of ${pacticipant}`);
  return found;
}

const mainBranches: readonly string[] = ['develop', 'main', 'master'];

/** Puts a version on a branch. The first branch with a usual name becomes the main one, as in the real broker. */
export function addToBranch(records: Records, version: Version, branch: string): void {
  const pacticipant = pacticipantNamed(records, version.pacticipant);
  if (!pacticipant.mainBranch && mainBranches.includes(branch)) pacticipant.mainBranch = branch;
  version.branches.add(branch);
}

/** The newest of some versions; undefined when there are none. */
export function latestOf<Held extends { readonly version: Version }>(held: readonly Held[]): Held | undefined {
  return held.toSorted((one, other) => one.version.order - other.version.order).at(-1);
}

/** The newest result for the content of a pact and a provider version. */
export function latestResult(records: Records, { consumer, provider, sha }: Publication, providerVersion: Version) {
  return records.results.findLast(
    (result) =>
      result.consumer === consumer &&
      result.provider === provider &&
      result.sha === sha &&
      result.providerVersion === providerVersion,
  );
}
