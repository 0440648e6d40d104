import axios from 'axios';

const url = 'https://graph.microsoft.com/v1.0/external/connections';
const headers = { Authorization: 'Bearer any-access-token', 'Content-Type': 'application/json' };

/** The same create by the three clients of a page. Each resolves with the status, and the Retry-After that it can read. */
export const clients = {
  async fetch(connection) {
    const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(connection) });
    return { status: response.status, retryAfter: response.headers.get('retry-after') };
  },
  async axios(connection) {
    const response = await axios.post(url, connection, { headers, validateStatus: () => true });
    return { status: response.status, retryAfter: response.headers['retry-after'] ?? null };
  },
  XMLHttpRequest: (connection) =>
    new Promise((resolve, reject) => {
      const request = new XMLHttpRequest();
      request.open('POST', url);
      for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
      request.onload = () => resolve({ status: request.status, retryAfter: request.getResponseHeader('retry-after') });
      request.onerror = () => reject(new Error('The request failed.'));
      request.send(JSON.stringify(connection));
    }),
};
