import type { Profile } from '../../src/rules/index.ts';
import { operationsIn, readDocument } from './document.ts';
import { errorsBy } from './errors-by.ts';

const documents = { live: readDocument('live'), documented: readDocument('documented') };

/** An operation of a document, such as `GET` of `/v1.0/external/connections/{connectionId}`. */
interface Endpoint {
  readonly method: string;
  readonly path: string;
}

/** The operation of a document of which a request is. */
export function endpointOf(profile: Profile, { method, url }: Request): Endpoint {
  const sent = `${method} ${new URL(url).pathname}`;
  const key = [...operationsIn(documents[profile]).keys()].find((each) =>
    new RegExp(`^${each.replaceAll('$', '\\$').replaceAll(/\{\w+\}/g, '[^/]*')}$`).test(sent),
  );
  if (!key) throw new Error(`${sent} is no operation of the document.`);
  return { method, path: key.slice(method.length + 1) };
}

/** Headers that a response may lack. */
const optional = ['Retry-After', 'WWW-Authenticate'];

/**
 * What the document of a profile does not declare of a response of an operation: its status, a header, or what is in its body; and the
 * headers that it declares and the response lacks.
 */
export async function undeclared(
  profile: Profile,
  { method, path }: Endpoint,
  response: Response,
): Promise<readonly string[]> {
  const key = `${method} ${path}`;
  const operation = operationsIn(documents[profile]).get(key);
  if (!operation) return [`${key} is no operation of the document`];
  const declared = operation.responses[response.status];
  if (!declared) return [`${key}: status ${response.status}`];
  const name = declared.$ref?.replace('#/components/responses/', '');
  const { headers = {}, content } = (name ? documents[profile].components.responses[name] : declared) ?? {};
  const pointer = name ? `/components/responses/${name}` : `/paths/${segment(key)}/responses/${response.status}`;
  const where = `${key}: ${response.status}`;
  return [
    ...headerDifferences(Object.keys(headers), response.headers).map((difference) => `${where}, ${difference}`),
    ...(await bodyErrors(profile, content && pointer, response)).map((error) => `${where}, ${error}`),
  ];
}

function headerDifferences(declared: readonly string[], headers: Headers): string[] {
  const names = declared.map((name) => name.toLowerCase());
  const unknown = [...headers.keys()].filter((name) => !names.includes(name) && name !== 'content-type');
  const missing = declared.filter((name) => !headers.has(name) && !optional.includes(name));
  return [...unknown.map((name) => `header ${name}`), ...missing.map((name) => `no header ${name}`)];
}

/** @param pointer where the response is in the document; undefined where it has no body there. */
async function bodyErrors(profile: Profile, pointer: string | undefined, response: Response): Promise<string[]> {
  const text = await response.text();
  if (!pointer || text === '') return (pointer === undefined) === (text === '') ? [] : ['a body or none'];
  if (!/^application\/json\b/.test(response.headers.get('content-type') ?? '')) return ['another content type'];
  const errors = errorsBy(profile, `#${pointer}/content/application~1json/schema`, JSON.parse(text));
  return errors.map(({ instancePath, message }) => `body${instancePath}: ${message}`);
}

function segment(key: string): string {
  const [method = '', path = ''] = key.split(' ');
  return `${encodeURIComponent(path.replaceAll('~', '~0').replaceAll('/', '~1'))}/${method.toLowerCase()}`;
}
