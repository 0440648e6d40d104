import type { Client, Promises } from '../../client.ts';

/** Row 19: tries every refusal again, a 400 too. */
export const client: Client = async ({ graphUrl, accessToken, connection: { id, name, description } }) => {
  let problem = '';
  for (let attempt = 0; attempt < 3; attempt += 1) {
    const response = await fetch(`${graphUrl}/v1.0/external/connections`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${accessToken}`, 'Content-Type': 'application/json' },
      body: JSON.stringify({ id, name, description }),
    });
    if (response.ok) return;
    problem = `${response.status} ${await response.text()}`;
    await new Promise((resolve) => setTimeout(resolve, 60_000 * (attempt + 1)));
  }
  throw new Error(problem);
};

export const promises: Promises = { takes: ['id', 'name', 'description'] };
export const expects = 'pace.pointless';
