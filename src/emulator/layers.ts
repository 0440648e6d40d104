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
  const pieces: string[] = [];
  const places: number[] = [];
  const add = (piece: string, start: number, step: number) => {
    pieces.push(piece);
    for (let index = 0; index < piece.length; index += 1) places.push(at(start + index * step));
  };
  let done = 0;
  for (const { 0: match, index } of text.matchAll(escaped)) {
    add(text.slice(done, index), done, 1);
    add(decodeEscape(match), index, 0);
    done = index + match.length;
  }
  add(text.slice(done), done, 1);
  places.push(at(text.length));
  const decoded = pieces.join('');
  return decoded === text ? undefined : { text: decoded, at: (index) => places[index] ?? 0 };
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
