import axios from 'axios';
import type { Client, Promises } from '../../client.ts';

/** Row 24: an Azure function: asks for its token itself, and returns an HTTP result, whatever happens. */
export const client: Client = async ({ connection }) => {
  const login = await axios.post(
    'https://login.microsoftonline.com/contoso.onmicrosoft.com/oauth2/v2.0/token',
    new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: '0c5fd0d6-2b0f-4a0f-95a1-90f0f1c6a3b2',
      client_secret: 'the-secret-of-the-function',
      scope: 'https://graph.microsoft.com/.default',
    }),
  );
  const { status, data } = await axios
    .post('https://graph.microsoft.com/v1.0/external/connections', connection, {
      headers: { Authorization: `Bearer ${login.data.access_token}` },
      validateStatus: () => true,
    })
    .catch((error: Error) => ({ status: 502, data: error.message }));
  return { status, jsonBody: data };
};

export const promises: Promises = { skip: ['create.nationalCloud'], retries: 'never' };
