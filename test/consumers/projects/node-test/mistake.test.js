import { describe, test } from 'node:test';
import { situations } from 'external-connection-testkit/suite';
import { createConnection } from './create-connection.js';

// The token gets into the error, and from there into every log.
const leaking = (call) =>
  createConnection(call).catch((error) => {
    throw new Error(`${error.message} (token ${call.accessToken})`);
  });

describe('a client that leaks', () => {
  for (const situation of situations) test(situation.title, () => situation.run(leaking));
});
