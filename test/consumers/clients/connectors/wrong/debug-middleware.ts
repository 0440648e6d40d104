import {
  AuthenticationHandler,
  type Context,
  Client as GraphClient,
  HTTPMessageHandler,
  type Middleware,
} from '@microsoft/microsoft-graph-client';
import type { Client, Promises } from '../../client.ts';

/** Row 18: a debug middleware prints every header, Authorization too. */
export const client: Client = async ({ graphUrl, accessToken, connection }) => {
  const authentication = new AuthenticationHandler({ getAccessToken: async () => accessToken });
  const debug = new DebugMiddleware();
  authentication.setNext(debug);
  debug.setNext(new HTTPMessageHandler());
  await GraphClient.initWithMiddleware({ middleware: authentication, baseUrl: graphUrl })
    .api('/external/connections')
    .post(connection);
};

export const promises: Promises = {};
export const expects = 'leak.print';

class DebugMiddleware implements Middleware {
  #next: Middleware | undefined;

  setNext(next: Middleware): void {
    this.#next = next;
  }

  async execute(context: Context): Promise<void> {
    console.debug(`Request: ${context.options?.method} ${String(context.request)}`);
    for (const [name, value] of new Headers(context.options?.headers as HeadersInit))
      console.debug(`${name}: ${value}`);
    await this.#next?.execute(context);
    console.debug(`Response: ${context.response?.status}`);
  }
}
