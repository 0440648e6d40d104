import { describeCreateConnection } from 'external-connection-testkit/vitest';
import { createConnection } from './create-connection.ts';

// Milliseconds for seconds: it asks again long before it may.
describeCreateConnection(
  'a client that hammers',
  async (call) => {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await createConnection(call);
      } catch (error) {
        if (attempt === 4 || !String(error).includes('429')) throw error;
        await new Promise((resolve) => setTimeout(resolve, 1));
      }
    }
  },
  { version: 'v1.0' },
);
