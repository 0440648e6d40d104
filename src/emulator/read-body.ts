import { limits } from '../rules/index.ts';

/** The body of a request as text. */
export interface ReadBody {
  /** Empty where the bytes cannot be read, or are too many. */
  readonly text: string;
  /** Why the text is not what the client wrote. */
  readonly failure?: 'tooLarge' | 'encodingUnknown' | 'encodingBroken' | undefined;
  /** Whether a byte order mark stands before the text. */
  readonly hasMark?: boolean;
  /** Whether the text has U+FFFD where its charset has no character. */
  readonly isLossy?: boolean;
}

/**
 * Reads the body of a request: decoded by its Content-Encoding, in the charset of its byte order mark or Content-Type.
 * The size limit holds for the bytes as they come and as they are decoded; decoding stops there. Never throws for what
 * the body contains.
 *
 * **Source:** RFC 9110, section 8.4; WHATWG Encoding, decode: the mark has precedence.
 */
export async function readBody(request: Message): Promise<ReadBody> {
  const sent = new Uint8Array(await bytesOf(request));
  if (sent.length > limits.requestBody.maximumBytes) return { text: '', failure: 'tooLarge' };
  const [encoding, ...others] = encodingsIn(request.headers.get('content-encoding'));
  if (encoding === undefined || sent.length === 0) return decodeText(sent, request.headers);
  const format = others.length === 0 ? formats.get(encoding) : undefined;
  if (!format) return { text: '', failure: 'encodingUnknown' };
  try {
    const bytes = await decompress(sent, format);
    return bytes ? decodeText(bytes, request.headers) : { text: '', failure: 'tooLarge' };
  } catch {
    return { text: '', failure: 'encodingBroken' };
  }
}

/** The method may be left out where the bytes are there already. */
type Message = Pick<Request, 'headers' | 'arrayBuffer'> & Partial<Pick<Request, 'method'>>;

/** TRACE has no body; Fetch does not allow it, and the request of a server throws once its bytes are read. */
async function bytesOf(request: Message): Promise<ArrayBuffer> {
  return request.method === 'TRACE' ? new ArrayBuffer(0) : request.arrayBuffer();
}

const formats = new Map<string, 'gzip' | 'deflate'>([
  ['gzip', 'gzip'],
  ['x-gzip', 'gzip'],
  ['deflate', 'deflate'],
]);

function encodingsIn(header: string | null): string[] {
  const encodings = (header ?? '').split(',').map((encoding) => encoding.trim().toLowerCase());
  return encodings.filter((encoding) => encoding !== '' && encoding !== 'identity');
}

/**
 * The decoded bytes; undefined where they are more than a body may have.
 *
 * @throws TypeError when they are cut off, are not of the format, or others follow them.
 */
async function decompress(bytes: Uint8Array<ArrayBuffer>, format: 'gzip' | 'deflate'): Promise<Uint8Array | undefined> {
  const reader = new Blob([bytes]).stream().pipeThrough(new DecompressionStream(format)).getReader();
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let length = 0;
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    length += next.value.length;
    if (length > limits.requestBody.maximumBytes) {
      // What was not decoded yet is dropped, and with it how that ends.
      await reader.cancel().catch(() => {});
      return undefined;
    }
    chunks.push(next.value);
  }
  return new Uint8Array(await new Blob(chunks).arrayBuffer());
}

const marks = [
  { charset: 'utf-8', bytes: [0xef, 0xbb, 0xbf] },
  { charset: 'utf-16be', bytes: [0xfe, 0xff] },
  { charset: 'utf-16le', bytes: [0xff, 0xfe] },
] as const;

/** The text of decoded bytes, in the charset of its byte order mark or Content-Type. Never throws. */
export function decodeText(bytes: Uint8Array, headers: Headers = new Headers()): ReadBody {
  const mark = marks.find((each) => each.bytes.every((byte, index) => bytes[index] === byte));
  const charset = mark?.charset ?? charsetIn(headers);
  const found = { hasMark: mark !== undefined };
  try {
    return { ...found, text: decoderOf(charset, { fatal: true }).decode(bytes) };
  } catch {
    return { ...found, text: decoderOf(charset).decode(bytes), isLossy: true };
  }
}

function charsetIn(headers: Headers): string {
  return /;\s*charset\s*=\s*"?([\w.:-]+)/i.exec(headers.get('content-type') ?? '')?.[1] ?? 'utf-8';
}

/** A decoder of the charset; of UTF-8, where there is none of that name. */
function decoderOf(charset: string, options?: TextDecoderOptions): TextDecoder {
  try {
    return new TextDecoder(charset, options);
  } catch {
    return new TextDecoder('utf-8', options);
  }
}
