import { X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { request } from 'node:https';
import { json } from 'node:stream/consumers';
import { connect } from 'node:tls';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeCertificate } from '../../src/server/certificate.ts';
import { type RunningServer, startServer } from '../../src/server/index.ts';

let count = 0;

/** A create on a server of the machine, as a client that trusts the given authorities alone. */
function create(url: string, ca: string | undefined): Promise<unknown> {
  count += 1;
  const headers = { Authorization: 'Bearer opaque-access-token', 'Content-Type': 'application/json' };
  return new Promise((resolve, reject) => {
    request(`${url}/v1.0/external/connections`, { method: 'POST', headers, ca, agent: false }, (response) =>
      resolve(json(response)),
    )
      .on('error', reject)
      .end(JSON.stringify({ id: `connection${count}`, name: 'Contoso HR' }));
  });
}

describe('tls: true', () => {
  let server: RunningServer;
  const root = (host: string) => server.url.replace('127.0.0.1', host);

  beforeAll(async () => {
    server = await startServer({ tls: true });
  });

  afterAll(async () => {
    await server.close();
  });

  test.for(['127.0.0.1', 'localhost'])('is trusted on %s by who trusts the certificate', async (host) => {
    const context = `${root(host)}/v1.0/$metadata#external/connections/$entity`;

    const response = await create(root(host), server.certificate);

    expect(response).toMatchObject({ '@odata.context': context });
  });

  test('is trusted on ::1 by a client that trusts the certificate', async () => {
    await using onIpv6 = await startServer({ host: '::1', tls: true });

    expect(await create(onIpv6.url, onIpv6.certificate)).toMatchObject({ name: 'Contoso HR' });
  });

  test.for(['http/1.1', 'http/1.0'])('takes a client that offers %s alone', async (protocol) => {
    const { port } = new URL(server.url);
    const socket = connect({ port: Number(port), ca: server.certificate ?? '', ALPNProtocols: [protocol] });

    await once(socket, 'secureConnect');

    expect(socket.alpnProtocol).toBe(protocol);
    socket.destroy();
  });

  test('is trusted by no other client', async () => {
    await expect(create(server.url, undefined)).rejects.toThrow('self-signed certificate');
  });

  test('makes a certificate that signs itself and can sign no other, and a new one for each server', async () => {
    await using other = await startServer({ tls: true });

    const certificate = new X509Certificate(server.certificate ?? '');

    expect(certificate.verify(certificate.publicKey)).toBe(true);
    expect(certificate.subjectAltName).toBe('DNS:localhost, IP Address:127.0.0.1, IP Address:0:0:0:0:0:0:0:1');
    expect(certificate.ca).toBe(false);
    expect(other.certificate).not.toBe(server.certificate);
    expect(server.certificate).not.toContain('PRIVATE');
  });

  test('outlives a client that speaks plain http', async () => {
    await expect(fetch(root('127.0.0.1').replace('https', 'http'))).rejects.toThrow();

    expect(await create(server.url, server.certificate)).toMatchObject({ name: 'Contoso HR' });
  });
});

test('tlsNames adds names and addresses to the certificate, and the server takes them as its own', async () => {
  await using server = await startServer({ tls: true, tlsNames: ['graph', '192.0.2.1', '2001:db8::1'] });

  const { subjectAltName } = new X509Certificate(server.certificate ?? '');

  expect(subjectAltName).toContain('DNS:graph, IP Address:192.0.2.1, IP Address:2001:DB8:0:0:0:0:0:1');
});

describe('tls: { key, cert }', () => {
  test('uses the pair', async () => {
    const pair = await makeCertificate(new Date());

    await using server = await startServer({ tls: pair });

    expect(server.certificate).toBe(pair.cert);
    expect(await create(server.url, pair.cert)).toMatchObject({ name: 'Contoso HR' });
  });
});
