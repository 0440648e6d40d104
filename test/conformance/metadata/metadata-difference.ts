import { attributions, type KitDifference } from '../../../src/drift/difference.ts';

/** A difference between the kit's tables and a metadata file: the metadata has changed. */
export function metadataDifference(
  of: Pick<KitDifference, 'change' | 'subject' | 'kit' | 'seen' | 'severity'> & Partial<Pick<KitDifference, 'rules'>>,
): KitDifference {
  return { rules: [], ...of, ...attributions.metadata, examples: [], count: 1 };
}

/** The name of a type, or the path of a property, without its namespace. */
export function shortName(name: string): string {
  const [type = '', ...path] = name.split('/');
  return [type.slice(type.lastIndexOf('.') + 1), ...path].join('/');
}
