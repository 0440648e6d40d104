/**
 * Sends requests to a broker in a process of its own, in which Node.js uses the proxy and the certificates that the
 * environment names, as Pact's core does. One request at a time.
 */
import { asRecord } from '../../rules/as-record.ts';
import { sendRequest } from '../../tenant/tenant-client.ts';
import type { BrokerReply, BrokerRequest } from './broker-client.ts';

process.on('message', async (request: BrokerRequest) => process.send?.(await replyTo(request)));
process.on('disconnect', () => process.exit());

async function replyTo({ url, ...request }: BrokerRequest): Promise<BrokerReply> {
  try {
    const response = await sendRequest(url, { ...request, redirect: 'follow' });
    return { status: response.status, text: await response.text() };
  } catch (error) {
    const { message, cause } = asRecord(error) ?? {};
    return { problem: String(message), isTemporary: asRecord(cause)?.name !== 'TimeoutError' };
  }
}
