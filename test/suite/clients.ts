import type { ClientInput, CreateConnection } from '../../src/suite/index.ts';

/** Where creates go. */
export function urlOf({ graphUrl }: Pick<ClientInput, 'graphUrl'>): string {
  return `${graphUrl}/v1.0/external/connections`;
}

/** The request of a client that makes no mistake. */
export function requestOf({ accessToken, connection }: ClientInput): RequestInit {
  return {
    method: 'POST',
    headers: { Authorization: `Bearer ${accessToken}`, 'Content-Type': 'application/json' },
    body: JSON.stringify(connection),
  };
}

/** Refuses whatever is not 201, with its status and text. */
export async function refuseFailure(answer: Response): Promise<void> {
  if (answer.status !== 201) throw new Error(`Graph answered ${answer.status}: ${await answer.text()}`);
}

/** Asks once, and makes no mistake. */
export const careful: CreateConnection = async (input) => {
  await refuseFailure(await fetch(urlOf(input), requestOf(input)));
};
