import { badOption } from '../../schemas/index.ts';
import type { Answered } from '../respond.ts';
import type { Fault } from './fault.ts';

export interface HtmlErrorPageOptions {
  /** A whole number from 400 to 599. Default 502. */
  readonly status?: number;
}

/**
 * A page of HTML from a gateway in front of Graph, which knows nothing of Graph's headers, nor of its JSON.
 *
 * @throws TypeError naming status when it is no error.
 * **Source:** onedrive-api-docs, issue 697; msgraph-sdk-dotnet, issue 3177 (2026-09, on items), has such a page within
 * the message of an `UnknownError`.
 */
export function htmlErrorPage({ status = 502 }: HtmlErrorPageOptions = {}): Fault {
  if (!Number.isInteger(status) || status < 400 || status > 599) {
    throw badOption('status', status, 'a whole number from 400 to 599');
  }
  return {
    name: 'htmlErrorPage',
    stage: 'instead',
    change: () => ({ status, headers: { 'Content-Type': 'text/html' }, body: pageOf(status), isText: true }),
  };
}

/**
 * The true answer, with single quotes for double ones: no JSON. The request is processed. An answer without a body
 * stays as it is.
 */
export function malformedJson(): Fault {
  return {
    name: 'malformedJson',
    stage: 'after',
    change: (answer) => spoilt(answer, (json) => json.replaceAll('"', "'")),
  };
}

/** The true answer, whose body ends in the middle. The request is processed. An answer without a body stays as it is. */
export function truncatedBody(): Fault {
  return {
    name: 'truncatedBody',
    stage: 'after',
    change: (answer) => spoilt(answer, (json) => json.slice(0, Math.floor(json.length / 2))),
  };
}

function spoilt(answer: Answered, change: (json: string) => string): Answered {
  if (answer.body === undefined) return answer;
  return { ...answer, body: change(JSON.stringify(answer.body)), isText: true };
}

function pageOf(status: number): string {
  return [
    '<!DOCTYPE html>',
    `<html><head><title>${status}</title></head>`,
    "<body><h2>Our services aren't available right now</h2>",
    "<p>We're working to restore all services as soon as possible. Please check back soon.</p></body></html>",
  ].join('\n');
}
