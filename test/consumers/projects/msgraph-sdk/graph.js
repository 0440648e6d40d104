import {
  AllowedHostsValidator,
  BaseBearerTokenAuthenticationProvider,
  HttpMethod,
  RequestInformation,
} from '@microsoft/kiota-abstractions';
import { createGraphServiceClient, GraphRequestAdapter } from '@microsoft/msgraph-sdk';
import {
  createExternalConnectionFromDiscriminatorValue as connectionOf,
  createExternalItemFromDiscriminatorValue as itemOf,
  createExternalConnectionCollectionResponseFromDiscriminatorValue as pageOf,
  serializeExternalConnection,
  serializeExternalGroup,
  serializeExternalItem,
  serializeIdentity,
  serializeSchema,
} from '@microsoft/msgraph-sdk/models/externalConnectors/index.js';
import { createODataErrorFromDiscriminatorValue } from '@microsoft/msgraph-sdk/models/oDataErrors/index.js';

const errors = { XXX: createODataErrorFromDiscriminatorValue };

/** External connections by the models and the adapter of the SDK: npm has no package with its fluent `external`. */
export function createGraph(root = 'https://graph.microsoft.com') {
  const adapter = new GraphRequestAdapter(
    new BaseBearerTokenAuthenticationProvider({
      getAuthorizationToken: async () => 'any-access-token',
      // No host at all means every host: the default hosts leave localhost out.
      getAllowedHostsValidator: () => new AllowedHostsValidator(),
    }),
  );
  adapter.baseUrl = `${root}/v1.0`;
  // Registers the serializers.
  createGraphServiceClient(adapter);
  const requestOf = (method, path, model, serialize) => {
    const request = new RequestInformation(method, `{+baseurl}/external/connections${path}`, {
      baseurl: adapter.baseUrl,
    });
    request.headers.add('Accept', 'application/json');
    if (model) request.setContentFromParsable(adapter, 'application/json', model, serialize);
    return request;
  };
  const send = (request, factory) =>
    factory ? adapter.send(request, factory, errors) : adapter.sendNoResponseContent(request, errors);
  return {
    create: (connection) => send(requestOf(HttpMethod.POST, '', connection, serializeExternalConnection), connectionOf),
    get: (id) => send(requestOf(HttpMethod.GET, `/${id}`), connectionOf),
    page: (link) =>
      send(link ? new RequestInformation(HttpMethod.GET, link) : requestOf(HttpMethod.GET, '?%24top=3'), pageOf),
    update: (id, changes) => send(requestOf(HttpMethod.PATCH, `/${id}`, changes, serializeExternalConnection)),
    delete: (id) => send(requestOf(HttpMethod.DELETE, `/${id}`)),
    // The response has no body, which `send` takes for an error.
    registerSchema: (id, schema) => send(requestOf(HttpMethod.PATCH, `/${id}/schema`, schema, serializeSchema)),
    putItem: (id, item) =>
      send(requestOf(HttpMethod.PUT, `/${id}/items/${item.id}`, item, serializeExternalItem), itemOf),
    createGroup: (id, group) => send(requestOf(HttpMethod.POST, `/${id}/groups`, group, serializeExternalGroup)),
    addMember: (id, group, member) =>
      send(requestOf(HttpMethod.POST, `/${id}/groups/${group}/members`, member, serializeIdentity)),
  };
}
