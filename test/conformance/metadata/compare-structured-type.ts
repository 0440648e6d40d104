import type { KitDifference, Severity } from '../../../src/drift/difference.ts';
import { rulesOnMember, rulesOnType } from './dependent-rules.ts';
import { isBetaOnly, resolverBase } from './kit-metadata.ts';
import type { DeclaredProperty, DeclaredType, Metadata } from './metadata.ts';
import { metadataDifference, shortName } from './metadata-difference.ts';

interface Context {
  readonly file: Metadata;
  note(text: string): void;
}

/** The differences of a type: its attributes, its properties, and the paths below it that the kit knows. */
export function compareStructuredType(
  kit: DeclaredType,
  found: DeclaredType,
  context: Context,
): readonly KitDifference[] {
  const name = shortName(kit.name);
  // The tables only know that the base is abstract; its property is listed in the type that extends it.
  if (name === resolverBase) return attributes(kit, found);
  return [...attributes(kit, found), ...properties(kit, found, context), ...navigation(kit, found)];
}

function attributes(kit: DeclaredType, found: DeclaredType): readonly KitDifference[] {
  const name = shortName(kit.name);
  const changed = (of: Pick<KitDifference, 'kit' | 'seen' | 'severity' | 'rules'>) =>
    metadataDifference({ change: 'changed', subject: name, ...of });
  const differences: KitDifference[] = [];
  if (kit.isOpen !== found.isOpen) {
    differences.push(
      changed({
        ...sides(
          found.isOpen,
          'an open type: it accepts other properties',
          'a closed type: it accepts no other properties',
        ),
        severity: found.isOpen ? 'notable' : 'breaking',
        rules: ['property.known'],
      }),
    );
  }
  if (kit.isAbstract !== found.isAbstract) {
    differences.push(
      changed({
        ...sides(found.isAbstract, 'an abstract type: a value names its type', 'a type that a value can have'),
        severity: found.isAbstract ? 'breaking' : 'notable',
        rules: name === resolverBase ? ['itemIdResolver.discriminator'] : rulesOnType(name),
      }),
    );
  }
  if (kit.baseType !== undefined && kit.baseType !== found.baseType) {
    differences.push(
      changed({
        kit: `extends ${shortName(kit.baseType)}`,
        seen: found.baseType === undefined ? 'extends no type' : `extends ${shortName(found.baseType)}`,
        severity: 'breaking',
        rules: ['itemIdResolver.discriminator'],
      }),
    );
  }
  return differences;
}

/** The values of the file and of the kit, which is the opposite. */
function sides(holds: boolean, yes: string, no: string): Pick<KitDifference, 'kit' | 'seen'> {
  return holds ? { kit: no, seen: yes } : { kit: yes, seen: no };
}

function properties(kit: DeclaredType, found: DeclaredType, { file, note }: Context): readonly KitDifference[] {
  const name = shortName(kit.name);
  const { declared, missingBase } = allProperties(found, file);
  if (missingBase !== undefined)
    note(`${missingBase} is not in this file: what types inherit from it was not compared.`);
  const couldInherit = (member: string) => missingBase !== undefined && member === inheritedByEntities;
  const gone = [...kit.properties.keys()].filter((member) => !declared.has(member) && !couldInherit(member));
  return [
    ...[...declared].filter(([member]) => !kit.properties.has(member)).map((entry) => addedProperty(name, entry)),
    ...gone.map((member) => removedProperty(name, member)),
    ...[...kit.properties].flatMap(([member, property]) => {
      const other = declared.get(member);
      return other ? changedProperty(`${name}/${member}`, property, other) : [];
    }),
  ];
}

/** The property that a type inherits from the base of all entities, which a cut file lacks. */
const inheritedByEntities = 'id';

/** The properties of a type with the inherited ones, and the base that the file does not contain. */
function allProperties(type: DeclaredType, file: Metadata) {
  const declared = new Map(type.properties);
  // A type may name itself as its base, directly or through others.
  const bases = new Set([type.name]);
  let { baseType } = type;
  while (baseType !== undefined && !bases.has(baseType)) {
    bases.add(baseType);
    const base = file.types.get(baseType);
    if (!base) return { declared, missingBase: baseType };
    for (const [name, property] of base.properties) if (!declared.has(name)) declared.set(name, property);
    baseType = base.baseType;
  }
  return { declared, missingBase: undefined };
}

function addedProperty(type: string, [member, property]: readonly [string, DeclaredProperty]): KitDifference {
  return metadataDifference({
    change: 'added',
    subject: `${type}/${member}`,
    kit: isBetaOnly(type, member) ? 'the property exists on beta only' : 'no such property',
    seen: inWords(property),
    severity: 'notable',
    rules: isBetaOnly(type, member)
      ? rulesOnMember(type, member).filter((id) => id.endsWith('.betaOnly'))
      : ['property.known'],
  });
}

function removedProperty(type: string, member: string): KitDifference {
  return metadataDifference({
    change: 'removed',
    subject: `${type}/${member}`,
    kit: 'the property exists',
    seen: 'no such property',
    severity: 'breaking',
    rules: rulesOnMember(type, member),
  });
}

function changedProperty(subject: string, kit: DeclaredProperty, seen: DeclaredProperty): readonly KitDifference[] {
  const [type = '', member = ''] = subject.split('/');
  const isSame = kit.type === seen.type && kit.collection === seen.collection;
  if (isSame && kit.nullable === seen.nullable) return [];
  // Where null is no longer allowed, a client that sends it fails; where it is now allowed, a response may contain it.
  const severity: Severity = isSame && seen.nullable ? 'notable' : 'breaking';
  const required = rulesOnType(type).filter((id) => id.endsWith('.required'));
  return [
    metadataDifference({
      change: 'changed',
      subject,
      kit: inWords(kit),
      seen: inWords(seen),
      severity,
      rules: [...new Set([...rulesOnMember(type, member), ...required])],
    }),
  ];
}

function navigation(kit: DeclaredType, found: DeclaredType): readonly KitDifference[] {
  return [...kit.navigation].flatMap(([name, expected]) => {
    const seen = found.navigation.get(name);
    if (seen && seen.type === expected.type && seen.collection === expected.collection) return [];
    return [
      metadataDifference({
        change: seen ? 'changed' : 'removed',
        subject: `${shortName(kit.name)}/${name}`,
        kit: `a path that leads to ${inWords({ ...expected, nullable: true })}`,
        seen: seen ? `a path that leads to ${inWords({ ...seen, nullable: true })}` : 'no such path',
        severity: 'breaking',
      }),
    ];
  });
}

function inWords({ type, collection, nullable }: DeclaredProperty): string {
  const name = shortName(type);
  return `${collection ? `Collection(${name})` : name}${nullable ? '' : ', not null'}`;
}
