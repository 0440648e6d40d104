/**
 * Sends requests to a broker in a process of its own, in which Node.js uses the proxy and the certificates that the
 * environment names, as Pact's Verifier does. One request at a time.
 */
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
      : { problem: describeProblem(error), isTemporary: true };
  }
}

/** Such as `fetch failed: connect ECONNREFUSED 127.0.0.1:9292`: fetch names the reason in its cause. */
function describeProblem(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? `${error.message}: ${error.cause.message}` : error.message;
}
