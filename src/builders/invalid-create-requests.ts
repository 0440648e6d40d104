import { connectionsPath, serviceRoots } from '../rules/index.ts';
import { contextOf, pathOf, type SchemaOptions } from '../schemas/index.ts';
import { createBuilders } from './create-builders.ts';
import { type InvalidRequest, invalidRequests } from './invalid-requests.ts';

/** One bad create request, and what Graph answers it. */
export interface InvalidCreateRequest extends InvalidRequest {}

/**
 * One bad request for each rejected sample of each rule that holds in the profile and the version, in the order
 * of the rules. Each is otherwise valid, and small: id, name, description, and the property that is wrong. The same
 * options give the same bytes.
 *
 * @param options profile (default `documented`), version (default `beta`) and switches.
 * @throws TypeError when an option is none that exists.
 * @example
 * ```ts
 * import { invalidCreateRequests } from 'external-connection-testkit/builders';
 * import { createEmulator } from 'external-connection-testkit/emulator';
 *
 * for (const { request, title, status } of invalidCreateRequests({ profile: 'live' })) {
 *   const answer = await createEmulator({ profile: 'live' }).fetch(request);
 *   if (answer.status !== status) throw new Error(title);
 * }
 * ```
 */
export function invalidCreateRequests(options: SchemaOptions = {}): readonly InvalidCreateRequest[] {
  const context = contextOf(options);
  const full = createBuilders({ version: context.version }).createRequest();
  return invalidRequests(
    {
      operation: 'createConnection',
      method: 'POST',
      url: `${serviceRoots[0]}/${context.version}${connectionsPath}`,
      judges: ['gateway', 'body'],
      validAround: (place) => around(place, full),
    },
    context,
  );
}

/** What a place needs to exist, and no more: id, name, description, and the property that the place is in. */
function around(place: string, full: object): Record<string, unknown> {
  const needed = ['id', 'name', 'description', pathOf(place)[0]];
  return structuredClone(Object.fromEntries(Object.entries(full).filter(([name]) => needed.includes(name))));
}
