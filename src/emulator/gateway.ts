import {
  bearerTokenIn,
  hasBearerScheme,
  isJsonContentType,
  type OperationName,
  type Rule,
  type RuleId,
  rules,
} from '../rules/index.ts';
import type { Caller } from './caller.ts';

/** A request as the gateway sees it. */
export interface Message {
  readonly operation: OperationName;
  readonly headers: Headers;
  readonly text: string;
  readonly json: unknown;
  readonly caller: Caller;
}

const checks: Readonly<Partial<Record<RuleId, (message: Message) => boolean>>> = {
  'token.present': ({ headers }) => hasBearerScheme(headers.get('authorization')),
  'token.wellFormed': ({ headers }) => bearerTokenIn(headers.get('authorization')) !== undefined,
  'token.current': ({ caller }) => !caller.hasExpired,
  'token.audience': ({ caller }) => caller.isForGraph,
  'token.permission': ({ caller, operation }) => caller.may(operation),
  'contentType.present': ({ headers }) => headers.has('content-type'),
  'contentType.json': ({ headers }) => isJsonContentType(headers.get('content-type')),
  'body.present': ({ text }) => text.trim() !== '',
  'body.json': ({ json }) => json !== undefined,
};

const gatewayRules = rules.filter(({ checkedBy }) => checkedBy === 'gateway');

/** The first rule on headers and text that the message breaks. */
export function brokenGatewayRule(message: Message): Rule | undefined {
  return gatewayRules.find(
    ({ id, operations }) => operations.includes(message.operation) && checks[id]?.(message) === false,
  );
}

/** The name in lower case of the header that a rule is about; undefined where it is about something else. */
export function headerAt(place: string): string | undefined {
  return /^header (.+)/.exec(place)?.[1]?.toLowerCase();
}

/** The value of a JSON text; undefined where it is not JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
