import { test } from 'node:test';
import { situations } from 'external-connection-testkit/suite';
import { createConnection } from './create-connection.js';

for (const situation of situations) test(situation.title, () => situation.run(createConnection));
