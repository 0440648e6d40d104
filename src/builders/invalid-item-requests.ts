import { asRecord, everyTypeSchema } from '../rules/index.ts';
import {
  type ConnectionSchema,
  fromPointer,
  type ItemOptions,
  itemOptions,
  itemPlacesOf,
  readOptions,
  withDefaults,
} from '../schemas/index.ts';
import { type Builders, createBuilders } from './create-builders.ts';
import { type InvalidRequest, invalidRequests } from './invalid-requests.ts';

/**
 * One invalid item for each rejected sample of each rule on its body that holds in the profile, in the order of the
 * rules. Each is a PUT to the connection `contosohr`, which must have the schema, and is otherwise valid and small. The
 * same options give the same bytes.
 *
 * @param options the schema of the connection (default: `everyTypeSchema`, a property of each type), profile (default
 * `live`) and version (default `v1.0`). Rules on types that the schema does not have are left out.
 * @throws TypeError naming the option, its value and what to use.
 * @example
 * ```ts
 * import { everyTypeSchema, invalidItemRequests } from 'external-connection-testkit/builders';
 * import { createEmulator } from 'external-connection-testkit/emulator';
 *
 * const graph = createEmulator();
 * graph.put({ id: 'contosohr', state: 'ready' }, { schema: everyTypeSchema });
 * for (const { request, title, status } of invalidItemRequests()) {
 *   const response = await graph.fetch(request);
 *   if (response.status !== status) throw new Error(title);
 * }
 * ```
 */
export function invalidItemRequests(options: ItemOptions = {}): readonly InvalidRequest[] {
  const { schema = everyTypeSchema, ...switches } = readOptions('invalidItemRequests', itemOptions, options);
  const context = withDefaults(switches);
  const build = createBuilders();
  return invalidRequests(
    {
      operation: 'putItem',
      checkedBy: ['body'],
      validAround: (place) => itemAround(place, schema, build),
      placesOf: (rule) => itemPlacesOf(rule, schema),
      idsFor: (body) => ({ itemId: idIn(body) }),
    },
    context,
  );
}

const itemId = 'TSP228082938';

/** The id of the path: that of the body, where it is one. */
function idIn(body: unknown): string {
  const id = asRecord(body)?.id;
  return typeof id === 'string' && id !== '' ? id : itemId;
}

/** The smallest item in which a place exists: id, acl, one property, and the part that the place is in. */
function itemAround(place: string, schema: ConnectionSchema, build: Builders): Readonly<Record<string, unknown>> {
  const [part = '', name = ''] = fromPointer(place);
  const named = schema.properties.find((property) => property.name === name.split('@', 1).join());
  const properties = [named ?? schema.properties[0]].filter((property) => property !== undefined);
  const optional: Readonly<Record<string, unknown>> = {
    informationProtectionLabel: { sensitivityLabelId: '1f0c997e-99f7-43f1-8cca-086f8d42be8d' },
    activities: [build.activity()],
  };
  const { content, ...item } = build.item({ ...schema, properties }, { id: itemId });
  return { ...item, ...(part === 'content' && { content }), ...(part in optional && { [part]: optional[part] }) };
}
