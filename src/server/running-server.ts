// Symbol.asyncDispose, for users whose lib does not have it yet.
/// <reference lib="esnext.disposable" preserve="true" />

/** A server that listens. */
export interface RunningServer {
  /** The root that stands for `https://graph.microsoft.com`, such as `http://127.0.0.1:3000`; a person opens its page. */
  readonly url: string;
  /** The certificate as PEM, for clients to trust; undefined without TLS. Node reads a file of it from NODE_EXTRA_CA_CERTS. */
  readonly certificate: string | undefined;
  /** Stops listening, cuts every connection and resolves when nothing is left. Safe to call twice. */
  close(): Promise<void>;
  /** The same as close: for `await using`. */
  [Symbol.asyncDispose](): Promise<void>;
}

/** Responds to one request; never throws. A Response of type `error` stands for a lost connection. */
export type Handler = (request: Request) => Promise<Response>;
