import { test } from '@jest/globals';
import { situations } from 'external-connection-testkit/suite';
import { createConnection } from './create-connection.js';

// The connection travels inside another object, as some other APIs want it.
const wrapped = ({ connection, ...others }) => createConnection({ ...others, connection: { connection } });

test.each(situations.map((situation) => [situation.title, situation]))('%s', (_, situation) => situation.run(wrapped));
