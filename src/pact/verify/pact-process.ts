/**
 * Pact's core in a process of its own: it prints to the standard output of the process past any stream, can hang and can
 * crash, and takes settings from the environment. Requests to a broker are sent there too, because Node.js also reads
 * from the environment, when it starts, which proxy and certificates it uses.
 */
import { createRequire } from 'node:module';
import { setTimeout as sleep } from 'node:timers/promises';
import { asRecord } from '../../rules/as-record.ts';
import type { sendRequest } from '../../tenant/tenant-client.ts';
import { missingPact } from '../contract-file.ts';

/** A request to a broker, as data. */
type BrokerRequest = Parameters<typeof sendRequest>;

/** The response to it, or why there is none. */
export type BrokerReply =
  | { readonly status: number; readonly text: string; readonly location: string }
  | { readonly problem: string };

/** Options of Pact's core, whose reply is its output, or a request, whose reply is a BrokerReply. One at a time. */
export type PactTask = { readonly options: Readonly<Record<string, unknown>> } | { readonly request: BrokerRequest };

interface PactCore {
  verifyPacts(options: Readonly<Record<string, unknown>>): Promise<string>;
}

process.on('message', async (task: PactTask) =>
  process.send?.(await ('request' in task ? replyTo(task.request) : outputFor(task.options))),
);
// The parent has gone. Not process.exit(), which waits for Pact's core, and that may wait for ever.
process.on('disconnect', () => process.kill(process.pid, 'SIGKILL'));

/** Up to three attempts of a request that fails with 429 or 5xx, or whose connection breaks. */
async function replyTo(request: BrokerRequest): Promise<BrokerReply> {
  const tenantClient = await import('../../tenant/tenant-client.ts');
  for (let attempt = 1; ; attempt += 1) {
    const isLast = attempt === 3;
    try {
      // A redirect is not followed: it makes a GET without a body of a POST, here and in Pact's core.
      const response = await tenantClient.sendRequest(...request);
      const { status, headers } = response;
      const isTemporary = status === 429 || status >= 500;
      if (isLast || !isTemporary)
        return { status, text: await response.text(), location: headers.get('location') ?? '' };
    } catch (error) {
      const { message, cause } = asRecord(error) ?? {};
      if (isLast || asRecord(cause)?.name === 'TimeoutError') return { problem: String(message) };
    }
    await sleep(attempt * 1000);
  }
}

/** The report as JSON, or the reason why there is none. */
async function outputFor(options: Readonly<Record<string, unknown>>): Promise<string> {
  try {
    return await loadCore().verifyPacts(options);
  } catch (error) {
    // Where interactions failed, the message is the report.
    return error instanceof Error ? error.message : String(error);
  }
}

/** Without the proxy of Pact for JavaScript, which reads bodies of up to 100 kB, and writes JSON and forms anew. */
function loadCore(): PactCore {
  try {
    return createRequire(import.meta.resolve('@pact-foundation/pact'))('@pact-foundation/pact-core').default;
  } catch (cause) {
    throw missingPact(cause);
  }
}
