import { createEmulator } from 'external-connection-testkit/emulator';
import { createConnectionContract, verifyProvider } from 'external-connection-testkit/pact';

const { interactions, run } = createConnectionContract({ consumer: 'contoso-hr-connector' });
const shipped = 'external-connection-testkit-microsoft-graph-external-connections-v1.0.json';
const pacts = [`node_modules/external-connection-testkit/pacts/${shipped}`];

console.log(interactions[0].description);
await run(interactions[0], () => {}).catch((error) => console.log(error.message));
await verifyProvider({ emulator: createEmulator(), pacts }).catch((error) => console.log(error.message));
