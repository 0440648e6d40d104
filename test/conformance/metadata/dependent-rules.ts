import {
  everyRule,
  itemMembers,
  type Member,
  members,
  placesWhere,
  type Rule,
  type RuleId,
  schemaMembers,
} from '../../../src/rules/index.ts';

const bodies = [
  ['externalConnection', 'createConnection'],
  ['schema', 'updateSchema'],
  ['externalItem', 'putItem'],
  ['externalGroup', 'createGroup'],
  ['identity', 'addMember'],
] as const;

const tables: Readonly<Record<string, Readonly<Record<string, Member>>>> = {
  ...members,
  ...schemaMembers,
  ...itemMembers,
};

/** The rules on the values of a property, in the order of the table. */
export function rulesOnMember(type: string, name: string): readonly RuleId[] {
  const member = tables[type]?.[name];
  return rulesWhere((root) => placesWhere((place) => place.member === member, root));
}

/** The rules on the values of a type or an enum, and on their type annotation. */
export function rulesOnType(type: string): readonly RuleId[] {
  return rulesWhere((root) => {
    const places = placesWhere(({ member, isList }) => member.type === type && !isList, root);
    return root === type ? [...places, ''] : places;
  });
}

function rulesWhere(placesIn: (root: (typeof bodies)[number][0]) => readonly string[]): readonly RuleId[] {
  const found = new Set<RuleId>();
  for (const [root, operation] of bodies) {
    const places = new Set(placesIn(root).flatMap((place) => [place, `${place}/@odata.type`]));
    const isThere = ({ checkedBy, operations, paths }: Rule) =>
      checkedBy === 'body' && operations.includes(operation) && paths.some((place) => places.has(place));
    for (const rule of everyRule().filter(isThere)) found.add(rule.id);
  }
  return [...found];
}
