import type { Rule } from '../rules/index.ts';
import { propertyTypeOf } from './item-values.ts';
import { fromPointer, toPointer } from './json-pointer.ts';
import type { ConnectionSchema } from './schema-request.ts';

/**
 * The places of a rule in an item for the schema. Those of the table are for `everyTypeSchema`, in which a property is
 * named after its type.
 */
export function itemPlacesOf({ id, paths }: Rule, schema: ConnectionSchema): readonly string[] {
  if (id === 'itemProperties.known') return [toPointer(['properties', unknownName(schema)])];
  if (id === 'itemProperties.nameCase') return otherCases(schema).map((name) => toPointer(['properties', name]));
  return paths.flatMap((path) => {
    const [part, key = '', ...rest] = fromPointer(path);
    if (part !== 'properties' || key === '') return [path];
    const [type = '', ...annotation] = key.split('@');
    const property = schema.properties.find((candidate) => propertyTypeOf(candidate.type) === type);
    return property ? [toPointer(['properties', [property.name, ...annotation].join('@'), ...rest])] : [];
  });
}

/** A name that the schema does not have. */
function unknownName({ properties }: ConnectionSchema): string {
  const known = new Set(properties.map(({ name }) => name.toLowerCase()));
  let name = 'nickname';
  while (known.has(name)) name += 'x';
  return name;
}

/** The name of the first property with another case of its first letter; none where no name has two cases. */
function otherCases({ properties }: ConnectionSchema): string[] {
  const known = new Set(properties.map(({ name }) => name));
  return properties
    .map(({ name }) => name.replace(/[a-z]/i, swapCase))
    .filter((name) => !known.has(name))
    .slice(0, 1);
}

function swapCase(letter: string): string {
  return letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase();
}
