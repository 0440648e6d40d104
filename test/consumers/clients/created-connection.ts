import { refusalOf } from './graph-refusal.ts';

/**
 * The connection that a 201 holds; undefined when its body cannot be read, for it has been created all the same.
 *
 * @throws GraphRefusal for any other response.
 */
export async function createdConnection(response: Response): Promise<unknown> {
  if (response.status !== 201) throw await refusalOf(response);
  return response.json().catch(() => undefined);
}
