import type { RuleId } from '../rules/index.ts';
import type { Violation } from '../schemas/index.ts';

/** What a hint needs of the request that is recorded. */
interface HintedRequest {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** A trap of an SDK, by the rule that its requests break there. */
interface Trap {
  /** What the headers User-Agent and SdkVersion of the SDK contain. Default: any client. */
  readonly client?: RegExp;
  /** The broken rule, or a pattern of rules. */
  readonly rule: RuleId | RegExp;
  /** What else must hold. Default: nothing. */
  readonly when?: (violation: Violation, request: HintedRequest) => boolean;
  /** How to fix it, in one sentence. */
  readonly hint: string;
}

/**
 * The traps of Graph's SDKs that a request shows: the first that fits adds its hint to the fix. **Source:** requests of the
 * SDKs, recorded in 2026-11.
 */
const traps: readonly Trap[] = [
  {
    client: /graph-js\//i,
    rule: 'token.present',
    when: (_, { url }) => url.startsWith('http:'),
    hint: 'The JavaScript client sends no token over http: use --tls, and add the host to customHosts, without its port.',
  },
  {
    client: /graph-(go|dotnet|java|typescript|python|js)|kiota-/i,
    rule: 'token.present',
    hint: 'The SDK sends a token only to its allowed hosts: add this host, without its port.',
  },
  {
    client: /kiota-go|graph-go/i,
    rule: 'contentEncoding.matches',
    hint: 'A retry of the Go SDK sends the plain body under the header gzip: turn its compression off, or retry yourself.',
  },
  {
    client: /kiota-typescript|graph-typescript/i,
    rule: 'itemIdResolver.required',
    hint: 'The typed itemIdResolver of the TypeScript SDK loses itemId and urlMatchInfo: send this body by hand.',
  },
  {
    client: /kiota-typescript|graph-typescript/i,
    rule: 'batch.contentType',
    hint: 'The batches of the TypeScript SDK have no Content-Type and a body in base64: send the batch by hand.',
  },
  {
    rule: /\.known$/,
    when: ({ path }) => /\/additionalData(\/|$)/i.test(path),
    hint: 'additionalData belongs to the models of an SDK: its entries must be sent beside the other properties.',
  },
  {
    client: /kiota-dotnet|graph-dotnet/i,
    rule: /^(id|name|description)\.required$/,
    hint: 'A model that was read before sends only its changes: model.BackingStore.InitializationCompleted = false sends all.',
  },
  {
    client: /kiota-(dotnet|java)|graph-(dotnet|java)/i,
    rule: 'baseType.required',
    hint: 'A schema that was read before sends only its changes: set baseType again.',
  },
  {
    rule: /./,
    when: ({ value }) => typeof value === 'string' && /^(System\.(Collections\.|Object\b)|@\{)/.test(value),
    hint: 'PowerShell wrote the name of a type: use ConvertTo-Json -Depth 10.',
  },
  {
    client: /PowerShell\//i,
    rule: /^json\.(array|stringArray)$/,
    hint: 'PowerShell unwraps a list of one: write @(…).',
  },
];

/** The violation with a hint in its fix, where the request shows that the SDK which sent it led into it. */
export function withSdkHint(violation: Violation, request: HintedRequest): Violation {
  const client = `${request.headers['user-agent'] ?? ''} ${request.headers.sdkversion ?? ''}`;
  const trap = traps.find(
    (each) =>
      (each.client?.test(client) ?? true) &&
      (typeof each.rule === 'string' ? each.rule === violation.rule : each.rule.test(violation.rule)) &&
      (each.when?.(violation, request) ?? true),
  );
  return trap ? { ...violation, fix: `${violation.fix} ${trap.hint}` } : violation;
}
