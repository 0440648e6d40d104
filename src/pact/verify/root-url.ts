import { badOption } from '../../schemas/index.ts';

/**
 * The URL without a final slash.
 *
 * @throws TypeError naming the option when it is none of HTTP, or holds a password.
 */
export function rootOf(name: string, url: string): string {
  const parsed = typeof url === 'string' && URL.canParse(url) ? new URL(url) : undefined;
  if (!parsed || !/^https?:$/.test(parsed.protocol)) {
    throw badOption(name, url, 'a URL that begins with http:// or https://, such as "http://127.0.0.1:3000"');
  }
  if (parsed.username || parsed.password) {
    // Not the value: it holds a secret.
    throw new TypeError(`The option ${name} holds a user or a password. Leave it out of the URL.`);
  }
  return url.replace(/(?<!\/)\/+$/, '');
}
