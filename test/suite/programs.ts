import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { FindingKind, SuiteOptions } from '../../src/suite/index.ts';

/** A program of `programs/`, and what the suite makes of it. */
export interface Program {
  /** Its file, such as `right/plain.py`. */
  readonly file: string;
  readonly does: string;
  readonly promises?: SuiteOptions;
  /** Arguments besides its file. */
  readonly args?: readonly string[];
  /** What is wrong with it, and the situation that shows it; absent of a right one. */
  readonly defect?: readonly [kind: FindingKind, situation: string];
}

/** How a file is run, by its extension, and the arguments by which the interpreter shows that it is there. */
const interpreters: Readonly<Record<string, readonly [command: string, ...check: string[]]>> = {
  java: ['java', '-version'],
  mjs: [process.execPath, '--version'],
  pl: ['perl', '-MHTTP::Tiny', '-MJSON::PP', '-e1'],
  py: ['python3', '--version'],
  rb: ['ruby', '-rjson', '-e1'],
  sh: ['curl', '--version'],
};

/** The command and the arguments that run a program. */
export function commandOf({ file, args = [] }: Program): readonly [string, readonly string[]] {
  const path = fileURLToPath(new URL(`programs/${file}`, import.meta.url));
  const [command = ''] = interpreterOf(file);
  return [file.endsWith('.sh') ? 'sh' : command, [path, ...args]];
}

/** Whether this machine can run a program. */
export function isThere({ file }: Program): boolean {
  const [command = '', ...check] = interpreterOf(file);
  return spawnSync(command, check, { stdio: 'ignore' }).status === 0;
}

function interpreterOf(file: string): readonly string[] {
  return interpreters[file.replace(/.*\./, '')] ?? [];
}

export const programs: readonly Program[] = [
  { file: 'right/plain.py', does: 'urllib; it sends what it reads' },
  {
    file: 'right/session.py',
    does: 'http.client with one connection; four attempts, Retry-After in seconds or as a date',
    promises: { retries: 'outages' },
  },
  { file: 'right/Create.java', does: 'HttpClient of the standard library' },
  { file: 'right/ensure.rb', does: 'Net::HTTP; it looks first, and creates after a 404 alone' },
  {
    file: 'right/arguments.pl',
    does: 'HTTP::Tiny; id, name and description are arguments',
    args: ['{id}', '{name}', '{description}'],
    promises: { takes: ['id', 'name', 'description'], version: 'v1.0' },
  },
  { file: 'right/create.sh', does: 'a shell script with curl' },
  {
    file: 'right/graph-client.mjs',
    does: 'the Graph client and a credential of @azure/identity, unchanged',
    promises: { over: 'proxy', retries: 'outages' },
  },
  {
    file: 'right/whole.py',
    does: 'a whole connector, unchanged: token, look-up, create, schema',
    promises: { over: 'proxy', takes: 'none' },
  },
  {
    file: 'right/whole.mjs',
    does: 'a whole connector, unchanged: fetch, token, look-up, create',
    promises: { over: 'proxy', takes: 'none' },
  },
  { file: 'wrong/always_zero.py', does: 'it ends with 0 whatever happens', defect: ['end.swallowed', 'error.500'] },
  {
    file: 'wrong/number_only.py',
    does: 'a Retry-After date counts as two seconds',
    defect: ['pace.tooSoon', 'throttled.untilDate'],
  },
  {
    file: 'wrong/reads_error.py',
    does: 'it reads error.message of every failure',
    defect: ['end.ownError', 'error.htmlPage'],
  },
  { file: 'wrong/Debug.java', does: 'it prints the headers of its request', defect: ['leak.print', 'create.plain'] },
  {
    file: 'wrong/always_exists.rb',
    does: 'every look-up that does not get 404 means "it exists"',
    defect: ['end.swallowed', 'lookUp.forbidden'],
  },
  { file: 'wrong/trims.pl', does: 'it trims the name', defect: ['sent.body', 'text.verbatim'] },
  { file: 'wrong/constant.sh', does: 'it says the same of every failure', defect: ['end.silent', 'refused.idHyphen'] },
  {
    file: 'wrong/schema_logged.py',
    does: 'a whole connector that goes on without its schema',
    promises: { over: 'proxy', takes: 'none' },
    defect: ['end.swallowed', 'schema.refused'],
  },
  {
    file: 'wrong/graph-client-replaces.mjs',
    does: 'the Graph client, unchanged; it deletes a connection that exists, and creates it again',
    promises: { over: 'proxy', retries: 'outages' },
    defect: ['sent.deleted', 'duplicate.sameId'],
  },
  {
    file: 'wrong/retries-at-once.mjs',
    does: 'it tries again without a pause',
    defect: ['pace.hammering', 'error.500'],
  },
];
