import type { Client, ClientInput } from '../client.ts';
import { refusalOf } from '../graph-refusal.ts';

/** An object with the token in a private field, one method for each operation. */
export const client: Client = ({ graphUrl, accessToken, connection }) =>
  new ConnectorService(graphUrl, accessToken).create(connection);

class ConnectorService {
  readonly #root: string;
  readonly #token: string;

  constructor(root: string, token: string) {
    this.#root = root;
    this.#token = token;
  }

  async create(connection: ClientInput['connection']): Promise<void> {
    const response = await this.#send('POST', '/external/connections', connection);
    await response.body?.cancel();
  }

  async #send(method: string, path: string, body: object): Promise<Response> {
    const headers = { Authorization: `Bearer ${this.#token}`, 'Content-Type': 'application/json' };
    const response = await fetch(`${this.#root}/v1.0${path}`, { method, headers, body: JSON.stringify(body) });
    if (!response.ok) throw await refusalOf(response);
    return response;
  }
}
