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

/** What a text has that holds a secret by a name or by its form, in any encoding. Most bodies have none of it. */
export const secretMark = new RegExp(`[=%\\\\]|bearer|eyJ|${endings}|${wholeNames}`, 'i');

/** A shorter word cannot be distinguished from ordinary text, and no access token is that short. */
const shortestSecret = 8;

const schemes = /^(?:bearer|basic|digest|negotiate|ntlm|token|sharedaccesssignature)$/i;

/**
 * The words of a credential that are secrets by themselves: of a header in any form, such as `Bearer "…"` or
 * `session=…; theme=…`, each word without its scheme and its name; of Basic the password; of a JSON Web Token the
 * payload and the signature.
 */
export function* secretWordsOf(credential: string): Generator<string> {
  const words = credential.split(/[\s,;&"']+/);
  for (const [index, word] of words.entries()) {
    if (schemes.test(word)) continue;
    const value = word.slice(word.indexOf('=') + 1);
    const parts = [
      word.replace(/^bearer/i, ''),
      value,
      ...(/^basic$/i.test(words[index - 1] ?? '') ? [passwordIn(word)] : []),
      ...jwtPartsOf(word),
    ];
    for (const part of parts) if (part.length >= shortestSecret) yield part;
  }
}

/** The header of a token is the same for many, and no secret. */
function jwtPartsOf(word: string): string[] {
  const [, payload = '', signature, ...others] = word.split('.', 5);
  return signature === undefined ? [] : [payload, signature, ...others];
}

function passwordIn(encoded: string): string {
  try {
    const decoded = atob(encoded);
    return decoded.slice(decoded.indexOf(':') + 1);
  } catch {
    return '';
  }
}
