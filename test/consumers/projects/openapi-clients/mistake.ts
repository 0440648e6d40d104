import createClient from 'openapi-fetch';
import type { paths } from './generated/openapi-fetch.js';

// The error of Graph has a code and a message, no reason.
const { error } = await createClient<paths>().POST('/v1.0/external/connections', { body: { id: 'hr', name: 'HR' } });
console.log(error?.error.reason);
