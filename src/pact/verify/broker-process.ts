/**
 * Sends requests to a broker in a process of its own, in which Node.js uses the proxy and the certificates that the
 * environment names, as Pact's Verifier does. One request at a time.
 */
import { asRecord } from '../../rules/as-record.ts';
import type { BrokerReply, BrokerRequest } from './broker-client.ts';

process.on('message', async (request: BrokerRequest) => process.send?.(await replyTo(request)));
process.on('disconnect', () => process.exit());

async function replyTo({ method, url, headers, body, timeoutMs }: BrokerRequest): Promise<BrokerReply> {
  try {
    const signal = AbortSignal.timeout(timeoutMs);
    const response = await fetch(url, { method, headers, signal, ...(body !== undefined && { body }) });
    return { status: response.status, text: await response.text() };
  } catch (error) {
    const isTimeout = error instanceof Error && error.name === 'TimeoutError';
    return isTimeout
      ? { problem: `no response within ${timeoutMs / 1000} s`, isTemporary: false }
      : { problem: describeProblem(error, new URL(url).origin), isTemporary: true };
  }
}

/** Such as `fetch failed: other side closed`: fetch names the reason in its cause. */
function describeProblem(error: unknown, origin: string): string {
  const { message, cause } = asRecord(error) ?? {};
  const { code, message: reason } = asRecord(cause) ?? {};
  if (code === 'ECONNREFUSED') return `nothing listens at ${origin} (${code})`;
  return reason ? `${message}: ${reason}` : String(message);
}
