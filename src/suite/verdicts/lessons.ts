import { sources } from '../../rules/index.ts';

/** What is to be learnt from a finding, whatever was seen. */
interface Lesson {
  readonly says: string;
  readonly why: string;
  readonly fix: string;
  readonly source: string;
}

const { createPage, connectionPage, throttlingPage, errorsPage, bearerTokens, invented } = sources;
const bestPractices = 'Microsoft Graph best practices (https://learn.microsoft.com/graph/best-practices-concept)';
const wrongBody = 'The connection was not sent as it was asked for.';

/** Every kind of finding. */
export const lessons = {
  'sent.elsewhere': {
    says: 'A request went to another host.',
    why: 'It would leave your network, and may carry the token to somebody who is not meant to have it.',
    fix: 'Build every URL from graphUrl, and ask nobody else.',
    source: createPage,
  },
  'sent.unasked': {
    says: 'A request was sent that does not belong to creating a connection.',
    why: 'Graph would do what it says: nobody asked for that, and it may not be undone.',
    fix: 'Send POST {graphUrl}/v1.0/external/connections, and at most a GET to look whether the connection is there.',
    source: createPage,
  },
  'sent.otherId': {
    says: 'Another connection was asked for.',
    why: 'Each id is a connection of its own: the answer says nothing about the one that is to be created.',
    fix: 'Use the id exactly as it was given.',
    source: connectionPage,
  },
  'sent.deleted': {
    says: 'A connection was deleted to make room.',
    why: "Graph deletes every item of it as well; it takes hours to index them again, and it may be somebody else's.",
    fix: 'Leave it alone and treat 409 as "it is there already"; or promise it with the option duplicate: "replaces".',
    source:
      'Delete externalConnection page (https://learn.microsoft.com/graph/api/externalconnectors-externalconnection-delete)',
  },
  'sent.version': {
    says: 'A request used another version of Graph than the client promises.',
    why: 'beta changes without notice and is not supported in production; v1.0 refuses properties that beta knows.',
    fix: 'Use one version in every URL, or promise another by the option version.',
    source: createPage,
  },
  'sent.token': {
    says: 'A request did not carry the access token that the client was given.',
    why: 'Graph answers 401, or does it in the name of somebody else.',
    fix: 'Send "Authorization: Bearer <accessToken>" with the token of this call, and keep none from an earlier call.',
    source: bearerTokens,
  },
  'sent.rule': {
    says: 'The create request breaks a rule of the service.',
    why: 'Graph refuses it before it looks at the connection.',
    fix: 'Send it as the rule says.',
    source: createPage,
  },
  'sent.charset': {
    says: 'The body is not plain UTF-8, or says that it is not.',
    why: 'JSON is always UTF-8: names outside ASCII arrive garbled, or the request is refused.',
    fix: 'Send "Content-Type: application/json", and the text as UTF-8 without a byte order mark.',
    source: 'RFC 8259, section 8.1 (https://www.rfc-editor.org/rfc/rfc8259#section-8.1)',
  },
  'sent.body': {
    says: wrongBody,
    why: 'Graph stores what it gets: what is lost or changed on the way is missing in search, and no error ever tells.',
    fix: 'Send JSON.stringify(connection): every member, no other, each value as it is.',
    source: createPage,
  },
  'sent.late': {
    says: 'A request was sent after the client had ended.',
    why: 'Nobody waits for it any more: a process that exits cuts it off, and its failure is never seen.',
    fix: 'Await every request, and stop retrying once the promise is settled.',
    source: invented,
  },
  'given.changed': {
    says: 'The connection that it was given was changed.',
    why: "It is the caller's: when it is created a second time, or shown, it is another one, and nobody sees why.",
    fix: 'Change a copy: { ...connection }, or structuredClone(connection).',
    source: invented,
  },
  'pace.tooSoon': {
    says: 'It did not wait as long as the service asked for.',
    why: 'Requests that come too soon count against the limit all the same, so the throttling goes on for longer.',
    fix: 'Wait for Retry-After before the next try: a number counts seconds, anything else is an HTTP date.',
    source: throttlingPage,
  },
  'pace.hammering': {
    says: 'It tried again without a pause.',
    why: 'A service that is overloaded stays so, and the app is throttled as a whole.',
    fix: 'Wait between two tries, and longer each time, where there is no Retry-After.',
    source: throttlingPage,
  },
  'pace.endless': {
    says: 'It never stops trying.',
    why: 'Where the service does not recover, the job hangs for ever, and nobody is told.',
    fix: 'Give up after some tries or some minutes, and throw what the last answer said.',
    source: bestPractices,
  },
  'pace.pointless': {
    says: 'It repeated a request that cannot succeed.',
    why: 'The answer will be the same each time; it costs the quota of the app, and hides the true cause for a while.',
    fix: 'Try again after 429, 500, 502, 503 and 504, and after a lost connection; after nothing else.',
    source: errorsPage,
  },
  'pace.twice': {
    says: 'It sent the same create request twice.',
    why: 'The second one meets 409, which looks like a failure although the connection has been created.',
    fix: 'Send it once, and wait for its answer.',
    source: createPage,
  },
  'pace.promisedNever': {
    says: 'It tried again, although the client promises that it never does.',
    why: 'Whoever retries on top of it would multiply the tries.',
    fix: 'Drop the retry, or the promise: the option retries.',
    source: throttlingPage,
  },
  'end.pending': {
    says: 'The promise was never settled.',
    why: 'Whoever awaits it hangs for ever, and is told nothing.',
    fix: 'Resolve or reject on every path: also when the connection is lost, when a body cannot be read, and in callbacks.',
    source: invented,
  },
  'end.crash': {
    says: 'An error was thrown that nobody could catch.',
    why: 'It ends the whole process, and with it everything else that runs there.',
    fix: 'Await every promise, and turn what is thrown in a callback into a rejection.',
    source: 'Node.js, process events (https://nodejs.org/api/process.html#event-uncaughtexception)',
  },
  'end.exit': {
    says: 'It ended the whole process.',
    why: 'Whatever else runs there ends with it, and the caller cannot tell why.',
    fix: 'Reject, and leave it to the program to end.',
    source: 'Node.js, process.exit (https://nodejs.org/api/process.html#processexitcode)',
  },
  'end.timeout': {
    says: 'It waited for longer than it promises.',
    why: 'Connections do hang: without a time-out a job waits for hours.',
    fix: 'Abort the request in time, such as with AbortSignal.timeout, or promise another timeout.',
    source: invented,
  },
  'end.swallowed': {
    says: 'A failure was reported as success.',
    why: 'The connection is not there, and nobody knows: the next step, its schema, fails with 404 for no apparent reason.',
    fix: 'Look at the status: 201 is success, 409 may be. Reject everything else, or return what tells it, such as the Response.',
    source: errorsPage,
  },
  'end.tooEarly': {
    says: 'It reported success before the service had answered.',
    why: 'The request may still be refused, and then nobody is told.',
    fix: 'Await the answer and look at its status before returning.',
    source: errorsPage,
  },
  'end.neverSent': {
    says: 'No create request was sent.',
    why: 'Nothing is created.',
    fix: 'Send POST {graphUrl}/v1.0/external/connections with the connection as JSON.',
    source: createPage,
  },
  'end.refusedSuccess': {
    says: 'A success was reported as failure.',
    why: 'The connection has been created: whoever tries again meets 409.',
    fix: 'Accept 201, whatever else the answer holds: Graph may add members, and members of enums, at any time.',
    source: bestPractices,
  },
  'end.promisedRetry': {
    says: 'It failed where the client promises to try again.',
    why: 'Graph throttles and fails for moments as a matter of course.',
    fix: 'Try again after the wait, or drop the promise: the option retries.',
    source: throttlingPage,
  },
  'end.duplicateAccepted': {
    says: 'A connection that is there already was taken as success, although the client promises to reject it.',
    why: 'It may be another one than the one that was asked for: its name and settings stay as they are.',
    fix: 'Reject 409, or drop the promise: the option duplicate.',
    source: createPage,
  },
  'end.duplicateRejected': {
    says: 'A connection that is there already was taken as failure, although the client promises to accept it.',
    why: 'A job that runs twice would fail the second time.',
    fix: 'Treat 409 as success, or drop the promise: the option duplicate.',
    source: createPage,
  },
  'end.silent': {
    says: 'The failure says nothing of its cause.',
    why: 'Whoever reads the log cannot tell a missing permission from a bad id or an outage.',
    fix: 'Carry status, error.code and error.message of the answer into what is thrown, or keep the error as its cause.',
    source: errorsPage,
  },
  'end.ownError': {
    says: 'The client stumbled over the answer.',
    why: 'Gateways answer with HTML, with nothing, or with half a body: then a programming error hides what happened.',
    fix: 'Look at the status first, and expect that the body is no JSON and has no error in it.',
    source: errorsPage,
  },
  'end.wrongResult': {
    says: 'What it returned contradicts the answer of the service.',
    why: 'The next step works with a connection that is not the one that was created.',
    fix: 'Return what Graph answered, or nothing.',
    source: connectionPage,
  },
  'leak.error': {
    says: 'The access token is in the error.',
    why: 'Errors are logged: whoever reads the log can act as the app for an hour.',
    fix: "Throw what the answer said, and nothing of the request's headers.",
    source: bearerTokens,
  },
  'leak.print': {
    says: 'The access token was printed.',
    why: 'Whoever reads the log can act as the app for an hour.',
    fix: 'Print the status and the request-id, and never the headers of a request.',
    source: bearerTokens,
  },
  'leak.request': {
    says: 'The access token stands where it does not belong.',
    why: 'URLs and bodies end up in the logs of every proxy on the way.',
    fix: 'Send it in the header Authorization alone.',
    source: bearerTokens,
  },
} as const satisfies Record<string, Lesson>;

export type LessonName = keyof typeof lessons;
