import { describeCreateConnection } from 'external-connection-testkit/vitest';
import { createConnection } from './create-connection.js';

// No mistake of the caller: the SDK itself drops the layout of a card and what an itemIdResolver holds.
describeCreateConnection('the kiota SDK', createConnection);
