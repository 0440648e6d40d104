import { invalid, knownMembers, notSupported } from './answer.ts';
import { grouped } from './grouped.ts';
import { latestOf, type Publication, type Records } from './records.ts';

/** A consumer version selector, as a Verifier sends it. */
export interface Selector {
  readonly mainBranch?: boolean;
  readonly branch?: string;
  readonly tag?: string;
  readonly latest?: boolean;
  readonly deployed?: boolean;
  readonly deployedOrReleased?: boolean;
  readonly environment?: string;
  readonly matchingBranch?: boolean;
  readonly consumer?: string;
}

/** A publication that a selector chose, and why in a few words, such as `latest from branch main`. */
export interface Selected {
  readonly publication: Publication;
  readonly because: string;
}

/** What a request for pacts is about. */
export interface Choice {
  readonly provider: string;
  /** The branch of the provider's version; matchingBranch looks at it. */
  readonly branch: string | undefined;
}

const members = [
  'mainBranch',
  'branch',
  'tag',
  'latest',
  'deployed',
  'deployedOrReleased',
  'environment',
  'matchingBranch',
  'consumer',
];

/** @throws Refusal 501 for a selector that the double does not hold: fallbackBranch, fallbackTag, released. */
export function readSelectors(value: unknown = []): Selector[] {
  if (!Array.isArray(value)) throw invalid({ consumerVersionSelectors: ['must be an array'] });
  return value.map((selector) => knownMembers(selector, 'selector', members));
}

/** The publications that the selectors choose; without any, the main branch (or the newest) and what is deployed. */
export function select(records: Records, choice: Choice, selectors: readonly Selector[]): Selected[] {
  const all = records.publications.filter(({ provider }) => provider === choice.provider);
  const chosenBy = (selector: Selector) =>
    perConsumer(all, selector.consumer, (own) => choose(records, choice, selector, own));
  return (selectors.length > 0 ? selectors : [{}, { deployedOrReleased: true }]).flatMap(chosenBy);
}

function perConsumer(
  all: readonly Publication[],
  consumer: string | undefined,
  chooseFrom: (own: readonly Publication[]) => Selected[],
): Selected[] {
  const byConsumer = grouped(all, (one) => one.consumer);
  return [...byConsumer].flatMap(([name, own]) => (consumer === undefined || consumer === name ? chooseFrom(own) : []));
}

function choose(records: Records, choice: Choice, selector: Selector, own: readonly Publication[]): Selected[] {
  const { mainBranch, branch, tag, latest, deployed, deployedOrReleased, environment, matchingBranch } = selector;
  if (mainBranch) return latestFromMain(records, own);
  if (matchingBranch) return latestFrom(own, choice.branch ?? noBranch());
  if (branch !== undefined) return latest === false ? allFromBranch() : latestFrom(own, branch);
  if (tag !== undefined)
    return latest ? latestTagged(own, tag) : own.filter(isTagged(tag)).map(because(`one of ${tag}`));
  if (deployed || deployedOrReleased || environment !== undefined) return deployedIn(records, own, environment);
  const main = latest ? [] : latestFromMain(records, own);
  return main.length > 0 ? main : newest(own, 'latest');
}

function noBranch(): never {
  throw invalid({ consumerVersionSelectors: ['matchingBranch needs a providerVersionBranch'] });
}

function allFromBranch(): never {
  throw notSupported('selector.branch with latest false');
}

const because = (words: string) => (publication: Publication) => ({ publication, because: words });

const isTagged =
  (tag: string) =>
  ({ version }: Publication) =>
    version.tags.has(tag);

function newest(from: readonly Publication[], words: string): Selected[] {
  const publication = latestOf(from);
  return publication ? [{ publication, because: words }] : [];
}

function latestFromMain(records: Records, own: readonly Publication[]): Selected[] {
  const branch = records.pacticipants.get(own[0]?.consumer ?? '')?.mainBranch;
  return branch === undefined ? [] : latestFrom(own, branch);
}

function latestFrom(own: readonly Publication[], branch: string): Selected[] {
  return newest(
    own.filter(({ version }) => version.branches.has(branch)),
    `latest from branch ${branch}`,
  );
}

function latestTagged(own: readonly Publication[], tag: string): Selected[] {
  return newest(own.filter(isTagged(tag)), `latest with tag ${tag}`);
}

function deployedIn(records: Records, own: readonly Publication[], environment: string | undefined): Selected[] {
  return records.deployments
    .filter((one) => one.currentlyDeployed && (environment === undefined || one.environment.name === environment))
    .flatMap((deployment) =>
      own
        .filter(({ version }) => version === deployment.version)
        .map(because(`deployed to ${deployment.environment.name}`)),
    );
}
