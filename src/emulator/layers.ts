import { once } from '../rules/index.ts';

/** What can be read out of a text, and where in that text each part of it stands. */
export interface Layer {
  readonly text: string;
  /** Where in the source the character at an index begins; where the one before it ends, for the end of a part. */
  at(index: number, isEnd?: boolean): number;
}

/** How often a copy may be encoded: base64 of JSON in JSON in a form is 3. */
const deepest = 4;

/** A text as it is, then with its escapes decoded and with what is base64 or hex in it, and so on. */
export function* layersOf(text: string, at: Layer['at'] = (index) => index, depth = 0): Generator<Layer> {
  yield { text, at };
  if (depth === deepest) return;
  for (const inner of innerLayers(text))
    yield* layersOf(inner.text, (index, isEnd) => at(inner.at(index, isEnd), isEnd), depth + 1);
}

function* innerLayers(text: string): Generator<Layer> {
  const unescaped = withoutEscapes(text);
  // Only a text that has a secret needs its places, which take longer than the text.
  const places = once(() => originsIn(text, unescaped.length));
  if (unescaped !== text) yield { text: unescaped, at: (index) => places()[index] ?? 0 };
  for (const { runs, ascii, size, decode } of codes)
    for (const { 0: run, index: start } of ascii.test(text) ? text.matchAll(runs) : [])
      for (let offset = start; offset < start + size && ascii.test(run); offset += 1)
        yield {
          text: decode(run.slice(offset - start)),
          at: (index, isEnd) => offset + Math[isEnd ? 'ceil' : 'floor'](index * (size === 4 ? 4 / 3 : 2)),
        };
}

/** Of URLs, of JSON and JavaScript, of HTML and XML; and the other half of each letter in UTF-16. */
const escaped =
  /[%\\]u[0-9a-f]{4}|(?:%|\\x)[0-9a-f]{2}|(?:\\u\{|&#x)[0-9a-f]{1,6}[};]|&#\d{1,7};|&(?:amp|apos|gt|lt|quot);|\\[^ux]|\0/gi;

const escapeMark = /[%\\&\0]/;

function withoutEscapes(text: string): string {
  return escapeMark.test(text) ? text.replace(escaped, decodeEscape) : text;
}

const named: Readonly<Record<string, string>> = {
  ...{ '\\n': '\n', '\\r': '\r', '\\t': '\t' },
  ...{ '&amp;': '&', '&apos;': "'", '&gt;': '>', '&lt;': '<', '&quot;': '"' },
};

/** What is not ASCII becomes one character for each byte in a URL. */
function decodeEscape(match: string): string {
  if (match.length < 3 || /^&[^#]/.test(match)) return named[match] ?? match.slice(1);
  const digits = match.replace(/^\W+[ux]?\{?/i, '');
  return String.fromCharCode(Number.parseInt(digits, /^&#\d/.test(match) ? 10 : 16));
}

/** Where each character of a text without escapes stands in its source, and the end of it. */
function originsIn(text: string, unescapedLength: number): Uint32Array {
  const places = new Uint32Array(unescapedLength + 1);
  let [length, done] = [0, 0];
  const copyUpTo = (end: number) => {
    for (; done < end; done += 1) places[length++] = done;
  };
  for (const { 0: match, index } of text.matchAll(escaped)) {
    copyUpTo(index);
    for (const end = length + decodeEscape(match).length; length < end; ) places[length++] = index;
    done = index + match.length;
  }
  copyUpTo(text.length + 1);
  return places;
}

/** Base64 and hex, with what nine characters of ASCII look like: the first bit of each byte is 0. */
const codes = [
  {
    runs: /[\w+/-]{12,}/g,
    ascii: /(?:[A-Za-f][A-HQ-Xg-nw-z0-3][ABEFIJMNQRUVYZcdghklopstwx014589].){3}/,
    size: 4,
    decode(run: string) {
      const padded = `${run.replaceAll('-', '+').replaceAll('_', '/')}AAA`;
      return atob(padded.slice(0, padded.length - (padded.length % 4))).slice(0, (run.length * 3) / 4);
    },
  },
  {
    runs: /[\da-f]{18,}/gi,
    ascii: /(?:[2-7][\da-f]){9}/i,
    size: 2,
    decode: (run: string) => run.replace(/../g, (byte) => String.fromCharCode(Number.parseInt(byte, 16))),
  },
];

/** Whether a text has more than one layer, or may have. */
export function isEncoded(text: string): boolean {
  return escapeMark.test(text) || codes.some(({ ascii }) => ascii.test(text));
}

/** A word in the forms in which a layer may have it. */
export function formsOf(word: string): readonly string[] {
  if (/^[\w.-]+$/.test(word)) return [word];
  const once = withoutEscapes(word);
  // A form writes + for a space, so that a + which was not encoded is read as one.
  const forms = [word, once, withoutEscapes(once), word.replaceAll('+', ' ')];
  if (!/[^\0-\x7f]/.test(word)) return forms;
  const bytes = encodeURIComponent(word.replace(/\p{Surrogate}/gu, '\ufffd'));
  return [
    ...forms,
    withoutEscapes(bytes),
    new TextDecoder().decode(Uint8Array.from(word, (byte) => byte.charCodeAt(0))),
  ];
}
