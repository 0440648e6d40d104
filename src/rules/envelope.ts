import type { ErrorResponse } from './error-responses.ts';

/** What an error response contains besides what the table says. */
export interface ErrorCircumstances {
  readonly date: Date;
  readonly requestId: string;
  readonly clientRequestId: string;
  /** The property that was wrong, for the sentences that name one. */
  readonly property?: string;
  /** The type that was wrong, for the sentences that name one. */
  readonly type?: string;
  /** The value that was wrong, for the sentences that quote it. */
  readonly value?: string;
}

/** The body of an error response. **Source:** Microsoft Graph error responses page; dates without zone as captured. */
export function errorEnvelope(response: ErrorResponse, circumstances: ErrorCircumstances) {
  const fill = (sentence: string) =>
    sentence.replace(
      /\{(property|type|value)\}/g,
      (_, name: 'property' | 'type' | 'value') => circumstances[name] ?? '',
    );
  const inner = response.innerError;
  return {
    error: {
      code: response.code,
      message: fill(response.message),
      innerError: {
        ...inner,
        ...(inner?.message && { message: fill(inner.message) }),
        date: circumstances.date.toISOString().slice(0, 19),
        'request-id': circumstances.requestId,
        'client-request-id': circumstances.clientRequestId,
      },
    },
  };
}
