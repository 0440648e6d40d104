/** Every entry point, used as its users use it. It is compiled and not run: types are all that it is about. */
import {
  type CreateExternalConnection,
  checkCreateRequest,
  createExternalConnectionSchema,
  type ExternalConnection,
  externalConnectionSchema,
  type GraphError,
  graphErrorSchema,
  type Rule,
  rules,
  schemasFor,
  type Violation,
} from 'external-connection-testkit';
import { type Builders, createBuilders, invalidCreateRequests } from 'external-connection-testkit/builders';
import { createEmulator, type Emulator, type Exchange, faults } from 'external-connection-testkit/emulator';
import minimal from 'external-connection-testkit/fixtures/create-request.minimal.json' with { type: 'json' };
import { type GraphMatchers, matchers } from 'external-connection-testkit/matchers';
import { blockUnhandled, handlers, handlersFor } from 'external-connection-testkit/msw';
import {
  createConnectionContract,
  type Interaction,
  type VerificationResults,
  verifyProvider,
} from 'external-connection-testkit/pact';
import { useEmulator } from 'external-connection-testkit/vitest';
import { HttpResponse, http } from 'msw';
import { setupWorker } from 'msw/browser';
import { setupServer } from 'msw/node';
import { expect } from 'vitest';
import * as z from 'zod';

// The front door.
export const request: CreateExternalConnection = createExternalConnectionSchema.parse(minimal);
export const connection: ExternalConnection = externalConnectionSchema.parse({});
export const error: GraphError = graphErrorSchema.parse({});
export const violations: readonly Violation[] = checkCreateRequest(minimal, { profile: 'live', version: 'v1.0' });
export const ruleIds: readonly string[] = rules.map((rule: Rule) => rule.id);
export const liveId: string = schemasFor({ profile: 'live', version: 'v1.0' }).createRequest.parse(minimal).id;
export const state: string | null | undefined = schemasFor({ profile: 'documented', version: 'beta' }).connection.parse(
  {},
).state;
export const owned: string = createExternalConnectionSchema.extend({ owner: z.string() }).parse({}).owner;
export const named: string | null | undefined = createExternalConnectionSchema.pick({ name: true }).parse({}).name;
// @ts-expect-error the version is beta or v1.0
schemasFor({ profile: 'documented', version: 'v2' });
// @ts-expect-error the profile is documented or live
checkCreateRequest(minimal, { version: 'beta', profile: 'lively' });
// @ts-expect-error pick took the id away
createExternalConnectionSchema.pick({ name: true }).parse({}).id;
const onV1 = schemasFor({ profile: 'documented', version: 'v1.0' }).createRequest.parse({});
// @ts-expect-error on v1.0 a create request has no complianceSettings
onV1.complianceSettings?.eDiscoveryResultTemplates;

// Builders.
const build: Builders = createBuilders({ seed: 7, version: 'beta' });
export const built: CreateExternalConnection[] = [
  build.createRequest({ name: 'Docs', configuration: { authorizedAppIds: [] } }),
  build.minimalCreateRequest({ description: undefined }),
  build.largestCreateRequest(),
  build.documentedCreateRequest({ state: 'ready' }),
];
export const builtId: string = build.createRequest().id;
export const answered: ExternalConnection = build.connection({ state: 'ready' });
export const refused: GraphError = build.graphError('NameAlreadyExists');
export const bad: Request[] = invalidCreateRequests({ version: 'beta', profile: 'live' }).map(
  (invalid) => invalid.request,
);
// @ts-expect-error an unknown key
build.createRequest({ nam: 'x' });
// @ts-expect-error an unknown key, deeper
build.createRequest({ searchSettings: { searchResultTemplate: [] } });
// @ts-expect-error a code that no response has
build.graphError('Nope');
// @ts-expect-error a profile that does not exist
invalidCreateRequests({ version: 'beta', profile: 'lively' });

// The emulator.
const graph: Emulator = createEmulator({
  profile: 'live',
  seed: 7,
  onViolation: ({ rule, fix }: Violation) => [rule, fix],
});
graph.plan(faults.throttled({ retryAfter: 2 }), { times: 1 });
export const response: Promise<Response> = graph.fetch(
  new Request('https://graph.microsoft.com/beta/external/connections', { method: 'POST' }),
);
export const fetchLike: typeof globalThis.fetch = graph.fetch;
export const stored: readonly ExternalConnection[] = graph.connections;
export const exchanges: readonly Exchange[] = graph.exchanges;
graph.reset();
// @ts-expect-error a profile that does not exist
createEmulator({ profile: 'lively' });
// @ts-expect-error seconds are a number, and any other header value is a text
faults.throttled({ retryAfter: true });
// @ts-expect-error a fault comes from faults
graph.plan('throttled');
// @ts-expect-error what is stored is read and not written
graph.connections.push(connection);

// MSW, in Node and in the browser.
const server = setupServer(...handlers, ...handlersFor(graph));
server.listen(blockUnhandled);
export const started = setupWorker(...handlers).start(blockUnhandled);
// @ts-expect-error handlers need an emulator, and not its options
handlersFor({ profile: 'live' });

// Vitest.
export const used: Emulator = useEmulator({
  profile: 'live',
  handlers: [http.get('https://contoso.example', () => HttpResponse.json({}))],
});
// @ts-expect-error a profile that does not exist
useEmulator({ profile: 'lively' });

// Matchers; in vitest they are typed and registered by the import of the room.
expect.extend(matchers);
expect(graph).toHaveCreatedConnection({ id: 'contosohr', name: expect.stringContaining('HR') });
expect({ body: minimal }).toEqual({ body: expect.toBeValidCreateRequest({ version: 'beta', profile: 'live' }) });
export const judged: Promise<void> = expect(response).resolves.not.toBeGraphError('NameAlreadyExists');
export const matcherNames: readonly (keyof GraphMatchers<void>)[] = ['toHaveNoViolations', 'toHaveWaitedRetryAfter'];
// @ts-expect-error a profile that does not exist
expect(minimal).toBeValidCreateRequest({ version: 'beta', profile: 'lively' });
// @ts-expect-error a member that no connection has
expect(graph).toHaveCreatedConnection({ nam: 'Contoso HR' });

// Contracts; Pact itself need not be installed for the types.
export const interactions: readonly Interaction[] = createConnectionContract({
  consumer: 'hr',
  version: 'v1.0',
}).interactions;
export const verified: Promise<VerificationResults> = verifyProvider({
  graphUrl: 'https://graph.example',
  broker: { url: 'https://broker.example', selectors: [{ mainBranch: true }] },
});
// @ts-expect-error a contract has a consumer
createConnectionContract({ version: 'beta' });
// @ts-expect-error a selector that does not exist
verifyProvider({ emulator: graph, broker: { url: 'https://broker.example', selectors: [{ mainBranches: true }] } });
