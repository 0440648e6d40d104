import { latestOf, type Publication, type Records, type Result, type Version } from './records.ts';
import type { Selected } from './selectors.ts';

/** The provider version that is to verify: its branch, or its tags where it has no branch. */
export interface ProviderLine {
  readonly provider: string;
  readonly branch: string | undefined;
  readonly tags: readonly string[];
}

/** Whether a failure of the pact must not fail the build: no success has been published for the provider's line. */
export function isPending(records: Records, publication: Publication, line: ProviderLine): boolean {
  return !isVerified(records, line, successesFor(records, publication));
}

/**
 * The newest pact of each consumer branch and tag that was published since a date and was not selected. It stays work
 * in progress until a run verifies it in which it was not. None where the provider's branch or tag is new: it has to
 * have been there before.
 */
export function worksInProgress(
  records: Records,
  line: ProviderLine,
  since: Date,
  selected: readonly Selected[],
): Selected[] {
  if (!namesOf(line).some((name) => firstOf(records, line, name))) return [];
  const explicit = selected.map(({ publication }) => identity(publication));
  return heads(records, line.provider).filter(({ publication }) => {
    if (publication.createdAt < since || explicit.includes(identity(publication))) return false;
    return !isVerified(
      records,
      line,
      successesFor(records, publication).filter(({ wip }) => !wip),
    );
  });
}

/** Whether the successes are of the provider's branch (or each of its tags), or of another before this one began. */
function isVerified(records: Records, line: ProviderLine, successes: readonly Result[]): boolean {
  const names = namesOf(line);
  if (names.length === 0) return successes.length > 0;
  return names.every((name) => {
    const began = firstOf(records, line, name)?.createdAt;
    return successes.some(({ providerVersion, at }) => isOn(providerVersion, line, name) || !began || at < began);
  });
}

/** The same for two publications of the same content, and for the results of both. */
export function identity({ consumer, provider, sha }: Pick<Publication, 'consumer' | 'provider' | 'sha'>): string {
  return JSON.stringify([consumer, provider, sha]);
}

function successesFor(records: Records, publication: Publication): Result[] {
  const content = identity(publication);
  return records.results.filter((result) => result.success && identity(result) === content);
}

function namesOf({ branch, tags }: ProviderLine): readonly string[] {
  return branch === undefined ? tags : [branch];
}

function firstOf(records: Records, line: ProviderLine, name: string): Version | undefined {
  return records.versions.find((version) => version.pacticipant === line.provider && isOn(version, line, name));
}

function isOn(version: Version, { branch }: ProviderLine, name: string): boolean {
  return (branch === undefined ? version.tags : version.branches).has(name);
}

function heads(records: Records, provider: string): Selected[] {
  const all = records.publications.filter((one) => one.provider === provider);
  const consumers = new Set(all.map(({ consumer }) => consumer));
  return [...consumers].flatMap((consumer) => {
    const own = all.filter((one) => one.consumer === consumer);
    return [
      ...headsBy(own, ({ branches }) => branches, 'latest from branch'),
      ...headsBy(own, ({ tags }) => tags, 'latest with tag'),
    ];
  });
}

function headsBy(
  own: readonly Publication[],
  labelsOf: (version: Version) => ReadonlySet<string>,
  words: string,
): Selected[] {
  const names = new Set(own.flatMap(({ version }) => [...labelsOf(version)]));
  return [...names].flatMap((name) => {
    const publication = latestOf(own.filter(({ version }) => labelsOf(version).has(name)));
    return publication ? [{ publication, because: `${words} ${name}` }] : [];
  });
}
