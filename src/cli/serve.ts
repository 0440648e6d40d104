import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { finished } from 'node:stream';
import { once } from '../rules/index.ts';
import { isLoopbackHost, serveHandler } from '../server/serve-handler.ts';
import type { ServedEmulator, ServedProxy, ServeFlags } from './serve-emulator.ts';
import { onStopSignal, paint, printableLine, printError, printWarning } from './terminal.ts';

/**
 * Serves until SIGINT, SIGTERM or SIGHUP, or with --exit-with-parent until standard input closes, and prints each
 * request. Exit code: 1 if it cannot listen, 2 for bad flags.
 */
export async function serve(flags: ServeFlags): Promise<number> {
  const stopped = stopSignal(flags);
  const load = once(async () => (await import('./serve-emulator.ts')).emulatorFor(flags));
  const started = await startServing(flags, load).catch((error: unknown) => {
    if (error instanceof TypeError) throw error;
    printError(error);
  });
  if (!started) return 1;
  const { server, proxy, file } = started;
  console.log(firstOutput(flags, started));
  if (!isLoopbackHost(flags.host)) printWarning(networkWarning);
  await load();
  await stopped;
  await server.close();
  await proxy?.close();
  await file?.remove();
  return 0;
}

/** What listens, and the file of a certificate that clients must trust. */
type Serving = Awaited<ReturnType<typeof startServing>>;

async function startServing(flags: ServeFlags, load: () => Promise<ServedEmulator>) {
  const { port, host } = flags;
  if (listensFirst(flags)) {
    const server = await serveHandler(async (request) => (await load()).server[0](request), { port, host });
    return { server, proxy: undefined, file: undefined };
  }
  const emulator = await load();
  const server = await serveHandler(...emulator.server);
  let proxy: ServedProxy | undefined;
  try {
    proxy = flags.proxy === undefined ? undefined : await emulator.startProxy();
    const made = flags.cert === undefined ? server.certificate : undefined;
    return { server, proxy, file: made === undefined ? undefined : await writeCertificate(made) };
  } catch (error) {
    await proxy?.close();
    await server.close();
    throw error;
  }
}

/** Whether no flag can turn out wrong once the emulator is loaded: such a server listens before that. */
function listensFirst({ tls, tlsName, cert, key, publicUrl, fault, load, mocks, proxy }: ServeFlags): boolean {
  return (
    [tls, cert, key, publicUrl, mocks, proxy].every((flag) => flag === undefined) &&
    [tlsName, fault, load].every(({ length }) => length === 0)
  );
}

const networkWarning =
  'Warning: other machines can reach this server, and it accepts any token. Leave out --host to serve only this machine.';

function stopSignal({ exitWithParent }: ServeFlags): Promise<void> {
  return new Promise((resolve) => {
    onStopSignal(resolve);
    if (!exitWithParent) return;
    // Its other end closes with the process that started this one, however that ends.
    const stop = () => {
      console.error('Standard input has ended, and with it the server: --exit-with-parent.');
      resolve();
    };
    // A file and /dev/null end, but do not close.
    finished(process.stdin, stop);
    process.stdin.resume();
    // A file has no such method.
    process.stdin.unref?.();
  });
}

/** Writes the certificate to a new folder in the temporary folder of the system. */
async function writeCertificate(certificate: string) {
  const { makeTemporaryFolder } = await import('../server/proxy/trust-files.ts');
  const folder = await makeTemporaryFolder('external-connection-testkit-');
  const path = join(folder, 'certificate.pem');
  await writeFile(path, certificate);
  return { path, remove: () => rm(folder, { recursive: true, force: true }) };
}

/**
 * How clients trust the certificate. **Source:** Microsoft's SDKs for Node, Python, Go, .NET and Java, run against `serve
 * --tls`.
 */
function trustLines(file: string): string[] {
  return [
    `  Certificate  ${file}`,
    `    Node     NODE_EXTRA_CA_CERTS=${file}`,
    `    Python   SSL_CERT_FILE=${file}   (requests: REQUESTS_CA_BUNDLE)`,
    `    Go       SSL_CERT_FILE=${file}`,
    `    .NET     SSL_CERT_FILE=${file}   (on Linux)`,
    `    Java     keytool -importcert -noprompt -storepass changeit -keystore trust.p12 -file ${file}`,
    '             java -Djavax.net.ssl.trustStore=trust.p12 -Djavax.net.ssl.trustStorePassword=changeit',
  ];
}

function proxyLines({ url, certificate, lines }: ServedProxy): string[] {
  return [
    `  Proxy        ${paint('cyan', url)}  for unchanged programs, which must trust ${certificate}`,
    '',
    'Paste into the terminal of the program, in sh or in PowerShell:',
    ...lines,
  ];
}

/** The URL, the profile, and a command to try it. */
function firstOutput({ quiet, json, profile }: ServeFlags, { server: { url }, proxy, file }: Serving): string {
  const certificate = file?.path;
  if (json) return printableLine({ event: 'listening', url, profile, certificate, proxy });
  if (quiet) return url;
  return [
    paint('bold', 'Microsoft Graph external connections, in memory'),
    '',
    `  Server       ${paint('cyan', url)}  instead of https://graph.microsoft.com`,
    `  Page         ${paint('cyan', `${url}/`)}  shows the requests of your client`,
    `  Profile      ${profile}`,
    ...(certificate === undefined ? [] : trustLines(certificate)),
    ...(proxy ? proxyLines(proxy) : []),
    '',
    'Try it from another terminal:',
    `  npx external-connection-testkit build | curl ${certificate ? `--cacert ${certificate} ` : ''}-H "Authorization: Bearer any" --json @- ${url}/v1.0/external/connections`,
    '',
    paint('dim', 'Press Ctrl+C to stop.'),
    '',
  ].join('\n');
}
