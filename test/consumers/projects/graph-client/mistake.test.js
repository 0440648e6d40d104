import { describeCreateConnection } from 'external-connection-testkit/vitest';
import { createConnection } from './create-connection.js';

// A failure is written to a log alone.
describeCreateConnection('a client that swallows errors', (call) => createConnection(call).catch(() => undefined));
