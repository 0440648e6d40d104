import { HttpResponse, http } from 'msw';
import { connectionsUrl } from './create-request.ts';

/** A handler without the kit: it reads the body and responds with it. */
export const bareHandler = http.post(connectionsUrl, async ({ request }) =>
  HttpResponse.json((await request.json()) as Record<string, unknown>, { status: 201 }),
);
