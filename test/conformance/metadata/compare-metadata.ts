import type { KitDifference } from '../../../src/drift/difference.ts';
import type { ApiVersion } from '../../../src/rules/index.ts';
import { typeNamespace } from '../../../src/rules/index.ts';
import { compareEnum } from './compare-enum.ts';
import { compareStructuredType } from './compare-structured-type.ts';
import { rulesOnMember, rulesOnType } from './dependent-rules.ts';
import { fullNameOf, kitMetadata, knownTypes, resolverBase } from './kit-metadata.ts';
import { baseNamespace, type Metadata } from './metadata.ts';
import { metadataDifference, shortName } from './metadata-difference.ts';

/** The differences of a metadata file from the kit. */
export interface MetadataComparison {
  readonly differences: readonly KitDifference[];
  /** What could not be compared, and why. */
  readonly notes: readonly string[];
}

/** Compares a metadata file with the tables of the kit. */
export function compareMetadata(file: Metadata, version: ApiVersion): MetadataComparison {
  const kit = kitMetadata(version);
  if (!file.namespaces.has(typeNamespace)) return { differences: [lostNamespace(file)], notes: [] };
  const notes = new Set<string>();
  const differences = [...kit.types.values()].flatMap((type) => {
    const found = file.types.get(type.name);
    if (found) {
      return type.kind === 'EnumType'
        ? compareEnum(type, found)
        : compareStructuredType(type, found, { file, note: (text) => notes.add(text) });
    }
    if (file.namespaces.has(namespaceOf(type.name))) return [lostType(type.name)];
    notes.add(`${type.name} is not in this file: it was not compared.`);
    return [];
  });
  return { differences: [...differences, ...untabledTypes(file, version), ...computed(kit, file)], notes: [...notes] };
}

function lostNamespace({ types }: Metadata): KitDifference {
  const moved = [...types.keys()].find((name) => shortName(name) === 'externalConnection');
  return metadataDifference({
    change: moved === undefined ? 'removed' : 'changed',
    subject: typeNamespace,
    kit: `the namespace is ${typeNamespace}`,
    seen: moved === undefined ? 'the file has no such namespace' : `externalConnection is in ${namespaceOf(moved)}`,
    severity: 'breaking',
    rules: rulesOnType('externalConnection').filter((id) => id.endsWith('.typeName')),
  });
}

function lostType(name: string): KitDifference {
  return metadataDifference({
    change: 'removed',
    subject: shortName(name),
    kit: 'the type exists',
    seen: 'the file has no such type',
    severity: 'breaking',
    rules: rulesOnType(shortName(name)),
  });
}

/** Types of the namespace that the kit has no table of: new ones, and those that are gone. */
function untabledTypes({ types }: Metadata, version: ApiVersion): readonly KitDifference[] {
  const known = knownTypes(version);
  const betaOnly = new Set([...knownTypes('beta')].filter((name) => !known.has(name)));
  const tabled = kitMetadata(version).types;
  const added = [...types.values()]
    .filter(({ name }) => namespaceOf(name) === typeNamespace && !known.has(shortName(name)))
    .map(({ name, baseType }) => {
      const extended = baseType !== undefined && tabled.has(baseType) ? shortName(baseType) : undefined;
      return metadataDifference({
        change: 'added',
        subject: shortName(name),
        kit: betaOnly.has(shortName(name)) ? 'the type exists on beta only' : 'no such type',
        seen: extended === undefined ? 'the type exists' : `the type exists, and extends ${extended}`,
        severity: extended !== undefined || betaOnly.has(shortName(name)) ? 'notable' : 'minor',
        rules: extended === undefined ? [] : rulesOnType(extended === resolverBase ? 'itemIdResolver' : extended),
      });
    });
  const gone = [...known]
    .filter((name) => !tabled.has(fullNameOf(name)) && !types.has(`${typeNamespace}.${name}`))
    .map((name) =>
      metadataDifference({
        change: 'removed',
        subject: name,
        kit: 'the type exists',
        seen: 'the file has no such type',
        severity: 'notable',
      }),
    );
  return [...added, ...gone];
}

/** What the service computes. A cut file lacks the annotations, which stand apart from the types. */
function computed(kit: Metadata, file: Metadata): readonly KitDifference[] {
  const isWhole = file.namespaces.has(baseNamespace);
  const lost = isWhole ? [...kit.computed].filter((path) => !file.computed.has(path)) : [];
  const won = [...file.computed].filter((path) => !kit.computed.has(path) && kit.types.has(path.split('/')[0] ?? ''));
  return [...lost, ...won].map((path) => {
    const isComputed = file.computed.has(path);
    const [type = '', member = ''] = shortName(path).split('/');
    return metadataDifference({
      change: 'changed',
      subject: `${type}/${member}`,
      kit: isComputed ? 'the client sets it' : 'the service computes it',
      seen: isComputed ? 'the service computes it (Core.Computed)' : 'no annotation says that the service computes it',
      severity: isComputed ? 'breaking' : 'notable',
      rules: rulesOnMember(type, member),
    });
  });
}

function namespaceOf(name: string): string {
  return name.slice(0, name.lastIndexOf('.'));
}
