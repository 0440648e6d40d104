import { BaseBearerTokenAuthenticationProvider, HttpMethod, RequestInformation } from '@microsoft/kiota-abstractions';
import { GraphBetaRequestAdapter } from '@microsoft/msgraph-beta-sdk';
import { createGraphBetaServiceClient } from '@microsoft/msgraph-beta-sdk/graphBetaServiceClient.js';
import {
  createExternalConnectionFromDiscriminatorValue,
  serializeExternalConnection,
} from '@microsoft/msgraph-beta-sdk/models/externalConnectors/index.js';
import { createODataErrorFromDiscriminatorValue } from '@microsoft/msgraph-beta-sdk/models/oDataErrors/index.js';

/** Creates a connection with the SDK that kiota generates. It has no fluent `external`: the request is built by hand. */
export function createConnection({ accessToken, connection }) {
  const adapter = new GraphBetaRequestAdapter(
    new BaseBearerTokenAuthenticationProvider({
      getAuthorizationToken: async () => accessToken,
      getAllowedHostsValidator: () => undefined,
    }),
  );
  // Registers the serializers and sets the base URL.
  createGraphBetaServiceClient(adapter);
  const request = new RequestInformation(HttpMethod.POST, '{+baseurl}/external/connections', {
    baseurl: adapter.baseUrl,
  });
  request.headers.add('Accept', 'application/json');
  request.setContentFromParsable(adapter, 'application/json', modelOf(connection), serializeExternalConnection);
  return adapter.send(request, createExternalConnectionFromDiscriminatorValue, {
    XXX: createODataErrorFromDiscriminatorValue,
  });
}

/** The models call `@odata.type` by another name. */
function modelOf(value) {
  if (Array.isArray(value)) return value.map(modelOf);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [name === '@odata.type' ? 'odataType' : name, modelOf(member)]),
  );
}
