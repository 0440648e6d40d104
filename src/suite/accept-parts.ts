import { asRecord } from '../rules/index.ts';
import type { SentRequest } from './transport.ts';

/**
 * The response to a request for items or groups, which the emulator does not know: accepted, as by a service without
 * rules. In a batch, each part that it does not know is accepted.
 */
export async function acceptParts(response: Response, { method, text, target }: SentRequest): Promise<Response> {
  if (target.kind === 'notEmulated' && response.status === 501) return accepted(method, text);
  if (target.kind !== 'batch' || response.status !== 200) return response;
  const body = asRecord(await response.clone().json());
  const parts = Array.isArray(body?.responses) ? body.responses : [];
  const responses = parts.map((part) => (asRecord(part)?.status === 501 ? { ...part, status: 200, body: {} } : part));
  return Response.json({ responses });
}

function accepted(method: string, text: string): Response {
  if (method === 'DELETE') return new Response(null, { status: 204 });
  const status = method === 'POST' ? 201 : 200;
  const headers = { 'Content-Type': 'application/json' };
  return new Response(text === '' ? '{"value":[]}' : text, { status, headers });
}
