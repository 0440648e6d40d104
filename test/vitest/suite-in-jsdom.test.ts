// @vitest-environment jsdom
import axios from 'axios';
import { situations } from 'external-connection-testkit/suite';
import { expect, test } from 'vitest';

/** A client whose axios uses XMLHttpRequest, as in every test of a web application. */
test.for(['create.plain', 'throttled.once', 'connection.resetForEver', 'answer.emptyBody', 'connection.hang'])(
  'axios by XMLHttpRequest passes %s',
  async (key) => {
    const situation = situations.find((one) => one.key === key);

    const report = await situation?.run(
      async ({ graphUrl, accessToken, connection }) => {
        await axios.post(`${graphUrl}/v1.0/external/connections`, connection, {
          adapter: 'xhr',
          headers: { Authorization: `Bearer ${accessToken}` },
          timeout: 10_000,
        });
      },
      { timeoutMs: 10_000 },
    );

    expect(report).toMatchObject({ creates: 1, requests: 1 });
  },
);
