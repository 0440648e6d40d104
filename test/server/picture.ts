import { fileURLToPath } from 'node:url';
import { createEmulator, faults } from '../../src/emulator/index.ts';
import { startServer } from '../../src/server/index.ts';
import { createRequest } from '../emulator/requests.ts';
import { launchBrowser } from './browser.ts';

/** Takes the picture of the page that the README shows: `node test/server/picture.ts` writes page.png beside itself. */
let clock = Date.parse('2026-05-04T09:12:30Z');
const now = () => {
  clock += 7000;
  return new Date(clock);
};

const emulator = createEmulator({ profile: 'documented', now, onAdvisory: () => {} });
await using server = await startServer({ port: 3000, emulator });
const create = (body: object) => fetch(createRequest(body, { url: `${server.url}/v1.0/external/connections` }));

await create({ id: 'contosohr', name: 'Contoso HR', contentCategory: 'people' });
await create({ id: 'contosoparts', name: 'Contoso parts inventory', contentCategory: 'crm' });
await create({ id: 'contoso-tickets', name: 'Contoso tickets', contentCategory: 'taskManagement' });
emulator.plan(faults.throttled());
await create({ id: 'contosotickets', name: 'Contoso tickets', contentCategory: 'taskManagement' });
await create({ id: 'contosotickets', name: 'Contoso tickets', contentCategory: 'taskManagement' });

const browser = await launchBrowser();
if (!browser) throw new Error('There is no browser to take the picture with.');
const page = await browser.newPage({ viewport: { width: 860, height: 100 }, timezoneId: 'UTC', colorScheme: 'light' });
await page.goto(server.url);
await page.getByText('planned: throttled').waitFor();
await page.screenshot({ path: fileURLToPath(new URL('page.png', import.meta.url)), fullPage: true });
await browser.close();
