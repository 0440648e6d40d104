import { readdirSync, readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

/** A request as an SDK sent it, and what it must get. */
export interface Recording {
  readonly step: string;
  readonly method: string;
  readonly path: string;
  /** In the order and case in which they were sent, without those that frame the body. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: Buffer<ArrayBuffer> | undefined;
  /** What must exist before: by the ids in the path and in the body, in the tenant of the request. */
  readonly state: readonly State[];
  readonly expected: Expected;
}

export type State = 'connection' | 'schema' | 'item' | 'group' | 'member' | 'operation';

interface Expected {
  readonly status: number;
  /** The `error.code` of a refusal. */
  readonly code?: string;
  /** The statuses of the parts of a batch. */
  readonly parts?: readonly number[];
  /** The open question on which the status depends. */
  readonly question?: string;
}

interface RecordedRequest {
  readonly step: string;
  readonly method: string;
  readonly path: string;
  /** Which of the header lists of the file. */
  readonly headers: number;
  readonly body?: string;
  readonly bodyBase64?: string;
  readonly gzip?: true;
  readonly state: readonly State[];
  readonly expected: Expected;
}

interface RecordedFile {
  readonly sdk: string;
  readonly version: string;
  readonly headers: readonly (readonly (readonly [string, string])[])[];
  readonly requests: readonly RecordedRequest[];
}

/** The recordings of each SDK, by its name and version. */
export function readRecordings(): ReadonlyMap<string, readonly Recording[]> {
  const folder = new URL('requests/', import.meta.url);
  const files = readdirSync(folder).toSorted();
  return new Map(
    files.map((file) => {
      // The files are written by the project.
      const { sdk, version, headers, requests } = JSON.parse(
        readFileSync(new URL(file, folder), 'utf8'),
      ) as RecordedFile;
      return [`${sdk} ${version} (${file})`, requests.map((one) => recordingOf(one, headers))];
    }),
  );
}

function recordingOf(
  { step, method, path, headers, body, bodyBase64, gzip, state, expected }: RecordedRequest,
  lists: RecordedFile['headers'],
): Recording {
  const plain = bodyBase64 === undefined ? body && Buffer.from(withToken(body)) : Buffer.from(bodyBase64, 'base64');
  const sent = (lists[headers] ?? []).map(([name, value]) => [name, withToken(value)] as const);
  return {
    step,
    method,
    path,
    headers: sent,
    body: plain && gzip ? gzipSync(plain) : plain || undefined,
    state,
    expected,
  };
}

function withToken(text: string): string {
  return text.replaceAll('<token>', 'opaque-access-token');
}
