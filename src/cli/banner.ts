import { paint } from './paint.ts';

interface Banner {
  readonly url: string;
  readonly profile: string;
  /** The file of a certificate that clients must trust first. */
  readonly certificate: string | undefined;
}

/** What a person reads first: where the server is, what it stands for, and how to try it. */
export function banner({ url, profile, certificate }: Banner): string {
  const trust = certificate && [
    `  Certificate  ${certificate}`,
    '               Node trusts it with NODE_EXTRA_CA_CERTS, curl with --cacert, Python with SSL_CERT_FILE.',
  ];
  return [
    paint('bold', 'Microsoft Graph external connections, in memory'),
    '',
    `  Server       ${paint('cyan', url)}  in place of https://graph.microsoft.com`,
    `  Page         ${paint('cyan', `${url}/`)}  shows what your client does`,
    `  Profile      ${profile}`,
    ...(trust || []),
    '',
    'Try it from another terminal:',
    `  npx external-connection-testkit build | curl ${certificate ? `--cacert ${certificate} ` : ''}-H "Authorization: Bearer any" --json @- ${url}/beta/external/connections`,
    '',
    paint('dim', 'Ctrl+C stops it.'),
    '',
  ].join('\n');
}
