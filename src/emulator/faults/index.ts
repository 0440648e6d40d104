import {
  badGateway,
  brokenCard,
  gatewayTimeout,
  internalServerError,
  serviceUnavailable,
  tenantLimit,
  throttled,
  withoutInnerError,
} from './error-answers.ts';
import { extraProperties, unknownEnumMember } from './future-members.ts';
import { connectionReset, hang, slow } from './late-answers.ts';
import { htmlErrorPage, malformedJson, truncatedBody } from './spoilt-bodies.ts';

export type { ServiceUnavailableOptions, ThrottledOptions } from './error-answers.ts';
export type { ErrorAnswer, Fault, UnclearOptions } from './fault.ts';
export type { SlowOptions } from './late-answers.ts';
export type { RetryAfter } from './retry-after.ts';
export type { HtmlErrorPageOptions } from './spoilt-bodies.ts';

/** The service's bad days, for `emulator.plan`. */
export const faults = {
  throttled,
  brokenCard,
  internalServerError,
  badGateway,
  serviceUnavailable,
  gatewayTimeout,
  tenantLimit,
  withoutInnerError,
  htmlErrorPage,
  malformedJson,
  truncatedBody,
  connectionReset,
  hang,
  slow,
  unknownEnumMember,
  extraProperties,
};
