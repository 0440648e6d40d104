import axios from 'axios';

/** Creates a connection with axios; rejects with what Graph said, and without the request, which holds the token. */
export async function createConnection({ graphUrl, accessToken, connection }) {
  try {
    const { data } = await axios.post(`${graphUrl}/beta/external/connections`, connection, {
      headers: { Authorization: `Bearer ${accessToken}` },
    });
    return data;
  } catch (error) {
    const { status, data } = error.response ?? {};
    throw new Error(status ? `Graph answered ${status}: ${data?.error?.code ?? 'unreadable'}` : error.message);
  }
}
