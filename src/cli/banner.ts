import { paint } from './paint.ts';
import type { ServedProxy } from './serve-proxy.ts';

interface Banner {
  readonly url: string;
  readonly profile: string;
  /** The file of the certificate that clients must trust. */
  readonly certificate: string | undefined;
  /** The proxy beside the server, for programs that stay as they are. */
  readonly proxy?: Pick<ServedProxy, 'url' | 'certificate' | 'lines'> | undefined;
}

/**
 * How clients trust the certificate. **Source:** Microsoft's SDKs for Node, Python, Go, .NET and Java, run against `serve
 * --tls`.
 */
const trustLines = [
  'Node     NODE_EXTRA_CA_CERTS=FILE',
  'Python   SSL_CERT_FILE=FILE   (requests: REQUESTS_CA_BUNDLE)',
  'Go       SSL_CERT_FILE=FILE',
  '.NET     SSL_CERT_FILE=FILE   (on Linux)',
  'Java     keytool -importcert -noprompt -storepass changeit -keystore trust.p12 -file FILE',
  '         java -Djavax.net.ssl.trustStore=trust.p12 -Djavax.net.ssl.trustStorePassword=changeit',
] as const;

/** The first output of `serve`: the URL, the profile, and a command to try it. */
export function banner({ url, profile, certificate, proxy }: Banner): string {
  const trust = certificate && [
    `  Certificate  ${certificate}`,
    ...trustLines.map((line) => `    ${line.replace('FILE', certificate)}`),
  ];
  return [
    paint('bold', 'Microsoft Graph external connections, in memory'),
    '',
    `  Server       ${paint('cyan', url)}  instead of https://graph.microsoft.com`,
    `  Page         ${paint('cyan', `${url}/`)}  shows the requests of your client`,
    `  Profile      ${profile}`,
    ...(trust || []),
    ...(proxy
      ? [
          `  Proxy        ${paint('cyan', proxy.url)}  for programs that stay as they are; they trust ${proxy.certificate}`,
        ]
      : []),
    '',
    ...(proxy ? ['Paste into the terminal of the program, in sh or in PowerShell:', ...proxy.lines, ''] : []),
    'Try it from another terminal:',
    `  npx external-connection-testkit build | curl ${certificate ? `--cacert ${certificate} ` : ''}-H "Authorization: Bearer any" --json @- ${url}/v1.0/external/connections`,
    '',
    paint('dim', 'Press Ctrl+C to stop.'),
    '',
  ].join('\n');
}
