import { HttpResponse, http } from 'msw';
import { connectionsUrl } from './create-request.ts';

/** What people write who have no kit: it reads the body, and answers with it. */
export const bareHandler = http.post(connectionsUrl, async ({ request }) =>
  HttpResponse.json((await request.json()) as Record<string, unknown>, { status: 201 }),
);
