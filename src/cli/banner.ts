import { paint } from './paint.ts';

interface Banner {
  readonly url: string;
  readonly profile: string;
  /** The file of the certificate that clients must trust. */
  readonly certificate: string | undefined;
}

/** The first output of `serve`: the URL, the profile, and a command to try it. */
export function banner({ url, profile, certificate }: Banner): string {
  const trust = certificate && [
    `  Certificate  ${certificate}`,
    '               Node trusts it with NODE_EXTRA_CA_CERTS, curl with --cacert, Python with SSL_CERT_FILE.',
  ];
  return [
    paint('bold', 'Microsoft Graph external connections, in memory'),
    '',
    `  Server       ${paint('cyan', url)}  instead of https://graph.microsoft.com`,
    `  Page         ${paint('cyan', `${url}/`)}  shows the requests of your client`,
    `  Profile      ${profile}`,
    ...(trust || []),
    '',
    'Try it from another terminal:',
    `  npx external-connection-testkit build | curl ${certificate ? `--cacert ${certificate} ` : ''}-H "Authorization: Bearer any" --json @- ${url}/v1.0/external/connections`,
    '',
    paint('dim', 'Press Ctrl+C to stop.'),
    '',
  ].join('\n');
}
