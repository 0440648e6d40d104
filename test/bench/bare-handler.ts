import { HttpResponse, http, type RequestHandler } from 'msw';
import { connectionsUrl } from './create-request.ts';

/** A handler without the kit: it returns a constant. */
export const bareHandler = http.post(connectionsUrl, () =>
  HttpResponse.json({ id: 'contosohr', name: 'Contoso HR', state: 'draft' }, { status: 201 }),
);

/** The least that a handler does which responds as Graph does: it reads the body, and returns it with Graph's headers. */
export function readingHandler(headers: Headers): RequestHandler {
  return http.post(connectionsUrl, async ({ request }) =>
    HttpResponse.json(await request.json(), { status: 201, headers }),
  );
}
