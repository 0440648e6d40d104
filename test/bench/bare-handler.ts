import { HttpResponse, http } from 'msw';
import { connectionsUrl } from './create-request.ts';

/** A handler without the kit: it returns a constant. */
export const bareHandler = http.post(connectionsUrl, () =>
  HttpResponse.json({ id: 'contosohr', name: 'Contoso HR', state: 'draft' }, { status: 201 }),
);
