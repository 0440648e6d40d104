import { type RuleId, sources } from '../rules/index.ts';

/** What a kind of finding means, whatever was received. */
interface FindingText {
  /** What is wrong, in one sentence. */
  readonly message: string;
  /** Why it matters on the real service. */
  readonly why: string;
  readonly fix: string;
  readonly source: string;
}

/** Something that a client does wrong in one situation. */
export interface Finding extends FindingText {
  /** Stable name of the kind of mistake, such as `pace.tooSoon`. */
  readonly kind: FindingKind;
  /** The key of the situation, such as `throttled.once`. */
  readonly situation: string;
  /** The rule that was broken, of a `sent.rule`. */
  readonly rule?: RuleId;
  readonly expected: string;
  readonly received: string;
}

/** A finding before the situation is added. */
export type Found = Omit<Finding, 'situation'>;

const { createPage, connectionPage, throttlingPage, errorsPage, bearerTokens, invented } = sources;
const bestPractices = 'Microsoft Graph best practices (https://learn.microsoft.com/graph/best-practices-concept)';

/** Every kind of finding. */
const findingKinds = {
  'sent.elsewhere': {
    message: 'A request went to another host.',
    why: 'It would leave your network, and may carry the token to a host that must not have it.',
    fix: 'Build every URL from graphUrl, and send nothing to another host.',
    source: createPage,
  },
  'sent.publicRoot': {
    message: 'The client ignores graphUrl: it uses the public root of Microsoft Graph.',
    why: 'It cannot run in a national cloud, nor against an emulator behind a port.',
    fix: "Build every URL from graphUrl; or, where the client is only for the public cloud, skip: ['create.nationalCloud'].",
    source: createPage,
  },
  'sent.unseen': {
    message: 'A request bypassed the suite, which blocked it.',
    why: 'The suite cannot check requests that it does not see: the client uses a fetch that was copied before the run, or a network stack of its own, such as an undici dispatcher; or a program does not trust the certificate of the proxy.',
    fix: "Run the client with the option over: 'http', or let it use the global fetch at the time of the call. Behind the proxy, make the program trust the file in the environment variable SSL_CERT_FILE.",
    source: invented,
  },
  'sent.unasked': {
    message: 'A request was sent that does not belong to creating a connection.',
    why: 'Graph would carry it out, and that may not be undone.',
    fix: 'Send POST {graphUrl}/v1.0/external/connections, and at most a GET to see whether the connection exists.',
    source: createPage,
  },
  'sent.otherId': {
    message: 'A request addressed another connection.',
    why: 'Each id is a connection of its own: the response says nothing about the one to create.',
    fix: 'Use the id exactly as it was given.',
    source: connectionPage,
  },
  'sent.deleted': {
    message: 'A connection was deleted to make room.',
    why: 'Graph deletes every item of it as well; it takes hours to index them again, and it may belong to another app.',
    fix: 'Keep it and treat 409 as "it exists already"; or promise the deletion with the option duplicate: "replaces".',
    source:
      'Delete externalConnection page (https://learn.microsoft.com/graph/api/externalconnectors-externalconnection-delete)',
  },
  'sent.version': {
    message: 'A request used another version of Graph than the client promises.',
    why: 'beta changes without notice and is not supported in production; v1.0 refuses properties that only beta has.',
    fix: 'Use one version in every URL, or promise another one with the option version.',
    source: createPage,
  },
  'sent.token': {
    message: 'A request did not carry the access token that the client was given.',
    why: 'Graph returns 401, or acts for another app.',
    fix: 'Send "Authorization: Bearer <accessToken>" with the token of this call, and keep none from an earlier call.',
    source: bearerTokens,
  },
  'sent.rule': {
    message: 'A request breaks a rule of the service.',
    why: 'Graph refuses it each time.',
    fix: 'Follow the rule that the finding names.',
    source: createPage,
  },
  'sent.charset': {
    message: 'The body is not plain UTF-8, or is labelled as another charset.',
    why: 'JSON is always UTF-8: names outside ASCII arrive garbled, or the request is refused.',
    fix: 'Send "Content-Type: application/json", and the text as UTF-8 without a byte order mark.',
    source: 'RFC 8259, section 8.1 (https://www.rfc-editor.org/rfc/rfc8259#section-8.1)',
  },
  'sent.body': {
    message: 'The connection was not sent as it was given.',
    why: 'Graph stores what it receives: a value that is lost or changed on the way is missing in search, without an error.',
    fix: 'Send JSON.stringify(connection): every property, no other, each value as it is. Promise other properties with takes and adds.',
    source: createPage,
  },
  'sent.late': {
    message: 'A request was sent after the client had settled.',
    why: 'Nothing waits for it any more: a process that exits cuts it off, and its failure is never seen.',
    fix: 'Await every request, and stop retrying once the promise is settled.',
    source: invented,
  },
  'lookUp.ignored': {
    message: 'A failed look-up was treated as "the connection does not exist".',
    why: 'The client creates without knowing: the create fails too, or hits a connection that exists already.',
    fix: 'Create only after a 404. Retry the look-up where that may help, and report every other failure.',
    source: errorsPage,
  },
  'lookUp.adopted': {
    message: 'Another connection of the same name was used in place of the one to create.',
    why: 'Names are not unique on Graph: the connection may belong to another app, and its items are not yours.',
    fix: 'Look for the id, not for the name.',
    source: connectionPage,
  },
  'given.changed': {
    message: 'The client changed the connection that it was given.',
    why: 'It belongs to the caller: when it is created a second time, or displayed, it is another one.',
    fix: 'Change a copy: { ...connection }, or structuredClone(connection).',
    source: invented,
  },
  'pace.tooSoon': {
    message: 'It did not wait as long as the service asked for.',
    why: 'Requests that come too soon count against the limit too, so the throttling goes on for longer.',
    fix: 'Wait for Retry-After before the next request: a number counts seconds, anything else is an HTTP date.',
    source: throttlingPage,
  },
  'pace.hammering': {
    message: 'It retried without a pause.',
    why: 'A service that is overloaded stays so, and the app is throttled as a whole.',
    fix: 'Wait between two attempts, longer each time, where there is no Retry-After.',
    source: throttlingPage,
  },
  'pace.endless': {
    message: 'It never stops retrying.',
    why: 'Where the service does not recover, the job hangs forever without a report.',
    fix: 'Give up after some attempts or some minutes, and throw what the last response said.',
    source: bestPractices,
  },
  'pace.pointless': {
    message: 'It repeated a request that cannot succeed.',
    why: 'The response will be the same each time; it costs the quota of the app, and hides the cause for a while.',
    fix: 'Retry after 429, 500, 502, 503 and 504, and after a lost connection; after nothing else.',
    source: errorsPage,
  },
  'pace.twice': {
    message: 'It sent the same create request twice.',
    why: 'The second one gets 409, which looks like a failure although the connection was created.',
    fix: 'Send it once, and wait for its response.',
    source: createPage,
  },
  'pace.promisedNever': {
    message: 'It retried, although the client promises that it never does.',
    why: 'A caller that retries on top of it would multiply the requests.',
    fix: 'Remove the retry, or the promise: the option retries.',
    source: throttlingPage,
  },
  'end.pending': {
    message: 'The promise was never settled.',
    why: 'The caller that awaits it hangs forever.',
    fix: 'Resolve or reject on every path: also when the connection is lost, when a body cannot be read, and in callbacks.',
    source: invented,
  },
  'end.crash': {
    message: 'An error was thrown that cannot be caught.',
    why: 'It ends the whole process, with everything else that runs there.',
    fix: 'Await every promise, and turn what is thrown in a callback into a rejection.',
    source: 'Node.js, process events (https://nodejs.org/api/process.html#event-uncaughtexception)',
  },
  'end.exit': {
    message: 'It ended the whole process.',
    why: 'Everything else that runs there ends with it, and the caller never sees why.',
    fix: 'Reject, and leave it to the program to end.',
    source: 'Node.js, process.exit (https://nodejs.org/api/process.html#processexitcode)',
  },
  'end.left': {
    message: 'The program left a process running.',
    why: 'Nothing waits for it: it may still send requests, and a job of CI hangs, or cuts it off.',
    fix: 'Wait for every process that the program starts, or end it.',
    source: invented,
  },
  'end.timeout': {
    message: 'It waited for longer than it promises.',
    why: 'Connections do hang: without a time-out a job waits for hours.',
    fix: 'Abort the request in time, such as with AbortSignal.timeout, or promise another timeoutMs.',
    source: invented,
  },
  'end.swallowed': {
    message: 'A failure was reported as success.',
    why: 'The connection does not exist: the next step, its schema, fails with 404 for no apparent reason.',
    fix: 'Look at the status: 201 is success, 409 may be. Reject everything else, or return a result that shows the failure, such as the Response.',
    source: errorsPage,
  },
  'end.tooEarly': {
    message: 'It reported success before the service had responded.',
    why: 'The request may still be refused, without a report.',
    fix: 'Await the response and look at its status before returning.',
    source: errorsPage,
  },
  'end.neverSent': {
    message: 'No create request was sent.',
    why: 'Nothing is created.',
    fix: "Send POST {graphUrl}/v1.0/external/connections with the connection as JSON; let no cache or circuit breaker outlive the call. Where a worker or another process sends it, run the client with the option over: 'http'.",
    source: createPage,
  },
  'end.refusedSuccess': {
    message: 'A success was reported as a failure.',
    why: 'The connection was created: a caller that tries again gets 409.',
    fix: 'Accept 201, whatever else the response contains: Graph may add properties, and members of enums, at any time.',
    source: bestPractices,
  },
  'end.promisedRetry': {
    message: 'It failed where the client promises to retry.',
    why: 'Throttling and short outages are normal for Graph.',
    fix: 'Retry after the wait, or remove the promise: the option retries.',
    source: throttlingPage,
  },
  'end.duplicateAccepted': {
    message: 'A connection that exists already was treated as success, although the client promises to reject it.',
    why: 'It may be another one than the one to create: its name and settings stay as they are.',
    fix: 'Reject 409, or remove the promise: the option duplicate.',
    source: createPage,
  },
  'end.duplicateRejected': {
    message: 'A connection that exists already was treated as a failure, although the client promises to accept it.',
    why: 'A job that runs twice would fail the second time.',
    fix: 'Treat 409 as success, or remove the promise: the option duplicate.',
    source: createPage,
  },
  'end.silent': {
    message: 'The failure does not name its cause.',
    why: 'The log does not show whether a permission is missing, an id is wrong, or the service is down.',
    fix: 'Carry status, error.code and error.message of the response into the error, or keep the original as its cause; or log them.',
    source: errorsPage,
  },
  'end.ownError': {
    message: 'The client crashed while reading the response.',
    why: 'Gateways respond with HTML, with nothing, or with half a body: then a programming error hides what happened.',
    fix: 'Look at the status first, and expect a body that is not JSON or has no error in it.',
    source: errorsPage,
  },
  'end.wrongResult': {
    message: 'The result contradicts the response of the service.',
    why: 'The next step works with another connection than the one that was created.',
    fix: 'Return what Graph returned, or nothing.',
    source: connectionPage,
  },
  'leak.error': {
    message: 'The access token is in the error.',
    why: 'Errors are logged: every reader of the log can act as the app for an hour.',
    fix: "Throw what the response said, and nothing of the request's headers.",
    source: bearerTokens,
  },
  'leak.print': {
    message: 'The access token was printed.',
    why: 'Every reader of the log can act as the app for an hour.',
    fix: 'Print the status and the request-id, and never the headers of a request.',
    source: bearerTokens,
  },
  'leak.request': {
    message: 'The access token is in a place where it does not belong.',
    why: 'URLs and bodies end up in the logs of every proxy on the way.',
    fix: 'Send it only in the Authorization header.',
    source: bearerTokens,
  },
} as const satisfies Record<string, FindingText>;

export type FindingKind = keyof typeof findingKinds;

/** A finding of a kind, with what was expected and received this time. */
export function findingOf(kind: FindingKind, expected: string, received: string): Found {
  return { kind, expected, received, ...findingKinds[kind] };
}
