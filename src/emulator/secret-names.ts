/** Names of headers, properties and query options whose value is a secret, as the end of a name. */
const endings = [
  'authorization(?:[-_]?auxiliary)?',
  'cookie',
  'connectors[-_]?ticket',
  '(?:x|access|refresh|id|auth|security|session|csrf|xsrf)[-_]?token',
  'secret',
  'client[-_]?assertion',
  'passw(?:or)?d',
  '(?:api|access|account|functions?|subscription)[-_]?key',
].join('|');

/** Names that mean a secret only where nothing stands before them: `$skiptoken` is none. */
const wholeNames = 'token|sig';

const secretName = new RegExp(`(?:${endings})$|^(?:${wholeNames})$`, 'i');

/** Whether the value of a header, a property or a query option of this name is a secret. */
export function isSecretName(name: string): boolean {
  return secretName.test(name);
}

/**
 * Secrets by their names within a text, with the value as the last group that matched: in a query or a form
 * (`access_token=…`; there alone `code` is an authorization code), and in JSON.
 */
export const namedSecret = new RegExp(
  [
    `(?:${endings}|(?<![\\w$-])(?:${wholeNames}|code))=([^&\\s"'<>;,]+)`,
    `(?:${endings}|(?<![\\w$-])(?:${wholeNames}))\\\\?"\\s*:\\s*\\\\?"([^"\\\\]*(?:\\\\[^"][^"\\\\]*)*)`,
  ].join('|'),
  'gi',
);
