import { test } from 'node:test';
import { situations } from 'external-connection-testkit/suite';
import { createConnection } from './create-connection.js';

// An id in lower case is another id.
const lowerCased = ({ connection, ...others }) =>
  createConnection({ ...others, connection: { ...connection, id: connection.id.toLowerCase() } });

for (const situation of situations) test(situation.title, () => situation.run(lowerCased));
