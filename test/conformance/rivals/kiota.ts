import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { createBuilders } from '../../../src/builders/index.ts';
import { placesWhere } from '../../../src/rules/index.ts';
import { fromPointer, valueAt } from '../../../src/schemas/index.ts';
import { projectWith } from './temporary-project.ts';

const packages = {
  '@microsoft/msgraph-beta-sdk': '1.0.0-preview.81',
  '@microsoft/kiota-serialization-json': '1.0.0-preview.109',
} as const;

const untyped = 'its model of a JSON object has no members, so it writes an empty one';

/** Places whose values the SDK does not write, although it is given them, and why. */
const known: Readonly<Record<string, string>> = {
  '/state': 'computed by the service, so its serialiser leaves it out',
  '/searchSettings/searchResultTemplates/*/layout': untyped,
  '/complianceSettings/eDiscoveryResultTemplates/*/layout': untyped,
  '/activitySettings/urlToItemResolvers/*/itemId': 'it writes the abstract base of a resolver alone',
  '/activitySettings/urlToItemResolvers/*/urlMatchInfo': 'as above',
  '/activitySettings/urlToItemResolvers/*/urlMatchInfo/baseUrls': 'as above',
  '/activitySettings/urlToItemResolvers/*/urlMatchInfo/baseUrls/*': 'as above',
  '/activitySettings/urlToItemResolvers/*/urlMatchInfo/urlPattern': 'as above',
};

/**
 * What the SDK that Microsoft generates with kiota does not write of a create request with every member of the table,
 * and what it writes although it is known to lose it: empty where the SDK and this file agree.
 */
export async function surprisesOfKiota(): Promise<readonly string[]> {
  const folder = join(await projectWith(packages), 'node_modules/@microsoft');
  const models = await load(join(folder, 'msgraph-beta-sdk/models/externalConnectors/index.js'));
  const { JsonSerializationWriter } = await load(join(folder, 'kiota-serialization-json/dist/es/src/index.js'));
  // The SDK has no declarations here; what is called is what its own client calls.
  const writer = new (JsonSerializationWriter as new () => Writer)();
  writer.writeObjectValue(undefined, whole(), models.serializeExternalConnection);
  const written: unknown = JSON.parse(new TextDecoder().decode(writer.getSerializedContent()));

  const lost = placesWhere(() => true).filter((place) => {
    const found = valueAt(written, fromPointer(place.replaceAll('/*', '/0')));
    return found === undefined || JSON.stringify(found) === '{}';
  });
  return [
    ...lost.filter((place) => !(place in known)).map((place) => `${place} is lost`),
    ...Object.keys(known)
      .filter((place) => !lost.includes(place))
      .map((place) => `${place} is written, although it used to be lost`),
  ];
}

interface Writer {
  writeObjectValue(key: undefined, value: object, serializer: unknown): void;
  getSerializedContent(): ArrayBuffer;
}

/** A create request with every member, its flags as the SDK types them. */
function whole(): object {
  return {
    ...createBuilders({ version: 'beta' }).createRequest({ state: 'draft', ingestedItemsCount: 5 }),
    enabledContentExperiences: ['search', 'compliance'],
  };
}

function load(file: string): Promise<Readonly<Record<string, unknown>>> {
  return import(pathToFileURL(file).href);
}
