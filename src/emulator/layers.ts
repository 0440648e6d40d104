/** A text, and where in the text that it was decoded from each of its characters stands. */
export interface Layer {
  readonly text: string;
  /** The place in the source of the character at an index; the source's length at the end. */
  at(index: number): number;
}

/** A secret may be encoded twice: in a URL that is an option of a query. */
const deepest = 2;

const escaped = /%[0-9a-f]{2}|\\u[0-9a-f]{4}|\\[^u]/gi;

/** A text as it is, then with the escapes of URLs and of JSON decoded, once and twice; no layer is the same as another. */
export function layersOf(source: string): readonly Layer[] {
  const layers: Layer[] = [{ text: source, at: (index) => index }];
  for (let layer = layers[0]; layer && layers.length <= deepest; ) {
    layer = decodeLayer(layer);
    if (layer) layers.push(layer);
  }
  return layers;
}

function decodeLayer({ text, at }: Layer): Layer | undefined {
  if (!/[%\\]/.test(text)) return undefined;
  const decoded = text.replace(escaped, decodeEscape);
  if (decoded === text) return undefined;
  // Only a text that has a secret needs its places, which take longer than the text.
  let places: Uint32Array | undefined;
  return {
    text: decoded,
    at(index) {
      places ??= originsIn(text, decoded.length);
      return at(places[index] ?? 0);
    },
  };
}

/** Where each character of a decoded text stands in its source, and the end of it. */
function originsIn(text: string, decodedLength: number): Uint32Array {
  const places = new Uint32Array(decodedLength + 1);
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

/** Only ASCII is decoded: of other characters the escape is made to look the same wherever it stands. */
function decodeEscape(match: string): string {
  if (!match.startsWith('%')) return match.length > 2 ? characterOf(match.slice(2)) : match.slice(1);
  const decoded = characterOf(match.slice(1));
  return decoded < '\u0080' ? decoded : match.toUpperCase();
}

function characterOf(hex: string): string {
  return String.fromCharCode(Number.parseInt(hex, 16));
}

/** A word in the forms in which a layer may have it. */
export function formsOf(word: string): readonly string[] {
  if (/^[\w.-]+$/.test(word)) return [word];
  const whole = word.replace(/\p{Surrogate}/gu, '\ufffd');
  const inUrl = whole.replace(/[^\0-\x7f]+/g, encodeURIComponent);
  // A form writes + for a space, so that a + which was not encoded is read as one.
  return [...new Set([...layersOf(word).map(({ text }) => text), inUrl, word.replaceAll('+', ' ')])];
}
