import { isJson, type Json } from './json-schema.ts';
import { capitalized } from './operation-details.ts';

const kinds = ['schemas', 'responses', 'requestBodies', 'parameters'] as const;

/** What is called otherwise than its type in the sources. */
const words: Readonly<Record<string, string>> = {
  createRequest: 'createConnectionRequest',
  updateRequest: 'updateConnectionRequest',
  select: 'selectOption',
};

/**
 * The document with component names that every generator takes as names of classes: words of Graph, without dots, those
 * of v1.0 bare and those of beta with `Beta` at the end, such as `ExternalConnection` and `ExternalConnectionBeta`.
 *
 * @throws Error where two components of a kind would have one name.
 */
export function withPublicNames(document: Json): Json {
  const components = isJson(document.components) ? document.components : {};
  const renamed = new Map<string, string>();
  const named = kinds.map((kind) => {
    const entries = Object.entries(components[kind] ?? {});
    const names = entries.map(([name]) => publicName(name, new Set(entries.map(([other]) => other))));
    const twice = names.find((name, index) => names.indexOf(name) !== index);
    if (twice) throw new Error(`Two components in ${kind} have the name ${twice}.`);
    entries.forEach(([name], index) => {
      renamed.set(`#/components/${kind}/${name}`, `#/components/${kind}/${names[index]}`);
    });
    return [kind, Object.fromEntries(entries.map(([, value], index) => [names[index], value]))] as const;
  });
  const result = { ...document, components: { ...components, ...Object.fromEntries(named) } };
  return JSON.parse(JSON.stringify(result), (_, value) =>
    typeof value === 'string' ? (renamed.get(value) ?? value) : value,
  );
}

/** @param all the names of that kind: what only beta has beside a component of v1.0 is named by beta. */
function publicName(name: string, all: ReadonlySet<string>): string {
  const isBeta = /(^|\.)beta(\.|$)/.test(name) || all.has(`${name}.v1.0`);
  const parts = name
    .replace('v1.0', '')
    .split(/[.-]/)
    .filter((part) => part !== '' && part !== 'beta');
  return parts.map((part) => capitalized(words[part] ?? part)).join('') + (isBeta ? 'Beta' : '');
}
