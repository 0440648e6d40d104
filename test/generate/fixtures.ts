import {
  createBuilders,
  everyTypeSchema,
  type InvalidRequest,
  invalidCreateRequests,
  invalidItemRequests,
  invalidSchemaRequests,
} from '../../src/builders/index.ts';
import { createEmulator } from '../../src/emulator/index.ts';
import { errorResponses, type Profile, rules, type SchemaOptions } from '../../src/index.ts';
import { openApiDocument } from '../../src/openapi/document.ts';
import { editorSchemaDocuments } from '../../src/openapi/editor-schemas.ts';
import { apiVersions, errorEnvelope, profiles } from '../../src/rules/index.ts';
import { jsonText } from './json-text.ts';
import { pageExample } from './page-example.ts';

const seed = 1;
const date = new Date('2026-11-24T08:00:00Z');

/** Every file below fixtures/ that is generated, by its path there. The same sources give the same bytes. */
export async function fixtures(): Promise<ReadonlyMap<string, string>> {
  const files: Record<string, unknown> = {
    ...payloads(),
    'create-request.page-example.json': pageExample,
    'create-response.page-example.json': await answerTo(pageExample, 'documented'),
    'create-response.full.json': await answerTo(createBuilders({ version: 'beta', seed }).createRequest(), 'live'),
    ...errors(),
    ...invalid('invalid', invalidCreateRequests),
    ...invalid('invalid-schema', invalidSchemaRequests),
    ...invalid('invalid-item', invalidItemRequests),
  };
  const texts = Object.entries(files).map(([path, value]) => [path, `${JSON.stringify(value, null, 2)}\n`] as const);
  const documentIn = async (profile: Profile) => `${jsonText(await openApiDocument(profile, { ...pageExample }))}\n`;
  return new Map([
    ...texts,
    ['openapi.json', await documentIn('live')],
    ['openapi.documented.json', await documentIn('documented')],
  ]);
}

/** Every file of schemas/, by its name there. */
export function editorSchemas(): ReadonlyMap<string, string> {
  return new Map([...editorSchemaDocuments()].map(([name, schema]) => [`${name}.json`, `${jsonText(schema)}\n`]));
}

function payloads(): Record<string, unknown> {
  return {
    'create-request.minimal.json': createBuilders({ version: 'beta', seed }).minimalCreateRequest(),
    'create-request.full.json': createBuilders({ version: 'beta', seed }).createRequest(),
    'create-request.full.v1.0.json': createBuilders({ seed, version: 'v1.0' }).createRequest(),
    'create-request.largest.json': createBuilders({ version: 'beta', seed }).largestCreateRequest(),
    'create-request.largest.v1.0.json': createBuilders({ seed, version: 'v1.0' }).largestCreateRequest(),
    'create-request.documented.json': createBuilders({ version: 'beta', seed }).documentedCreateRequest(),
    ...items(),
    'schema.every-type.json': everyTypeSchema,
    'schema.full.json': createBuilders({ version: 'beta', seed }).schema(),
    'schema.full.v1.0.json': createBuilders({ seed, version: 'v1.0' }).schema(),
    'schema.largest.json': createBuilders({ version: 'beta', seed }).largestSchema(),
  };
}

/** What a connector sends once its schema is registered: an item of schema.full.v1.0.json, a group, a member, activities. */
function items(): Record<string, unknown> {
  const build = createBuilders({ seed });
  const item = build.item(build.schema());
  return {
    'item.json': item,
    'group.json': build.group(),
    'member.json': build.member(),
    'activities.json': { activities: [build.activity()] },
  };
}

async function answerTo(body: unknown, profile: Profile): Promise<unknown> {
  const graph = createEmulator({ profile, seed, now: () => date, onAdvisory: () => {} });
  const response = await graph.fetch('https://graph.microsoft.com/beta/external/connections', {
    method: 'POST',
    headers: { Authorization: 'Bearer fake-access-token', 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });
  return response.json();
}

function errors(): Record<string, unknown> {
  const requestId = '5e1f7a4c-8d3b-4c29-9a60-2f7b1c0d9e8f';
  const circumstances = { date, requestId, clientRequestId: requestId, property: 'name', type: 'externalGroup' };
  return Object.fromEntries(
    Object.entries(errorResponses).map(([name, response]) => [
      `errors/${name}.json`,
      { status: response.status, body: errorEnvelope(response, circumstances) },
    ]),
  );
}

/** Of each rule the bad requests that a catalogue has, with the profiles and versions in which they are bad. */
function invalid(folder: string, catalogue: (context: SchemaOptions) => readonly InvalidRequest[]) {
  const contexts = profiles.flatMap((profile) => apiVersions.map((version) => ({ profile, version })));
  const entries = contexts.flatMap((context) => catalogue(context));
  return Object.fromEntries(
    rules
      .map((rule) => [rule, entries.filter((entry) => entry.rule === rule.id)] as const)
      .filter(([, bad]) => bad.length > 0)
      .map(([{ id, paths, message, source, profiles: inProfiles, versions }, bad]) => {
        const requests = new Map(bad.map((entry) => [entry.title, written(entry, paths)]));
        return [
          `${folder}/${id}.json`,
          { rule: id, message, source, profiles: inProfiles, versions, requests: [...requests.values()] },
        ];
      }),
  );
}

/** An entry as JSON can hold it; what is not a JSON value is said to be text. */
function written({ title, headers, body, status, code }: InvalidRequest, at: readonly string[]): unknown {
  return { title, headers, ...(at.includes('text') ? { text: body } : { body }), status, code };
}
