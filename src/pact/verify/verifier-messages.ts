/** A request of the Verifier, as its process tells it. */
export interface VerifierRequest {
  readonly method: string;
  /** Path and query. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string | undefined;
}

/** What answers such a request. */
export interface VerifierAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array | string;
}

/** What the process of the Verifier tells. */
export type FromVerifier =
  | ({ readonly kind: 'request'; readonly id: number } & VerifierRequest)
  /** The end: the report of the core as JSON, or what went wrong, which is the report too where interactions failed. */
  | { readonly kind: 'done'; readonly report?: string; readonly error?: string };

/** What the process of the Verifier is told. */
export type ToVerifier =
  | { readonly kind: 'start'; readonly options: Readonly<Record<string, unknown>> }
  | ({ readonly kind: 'answer'; readonly id: number } & VerifierAnswer);
