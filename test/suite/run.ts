import {
  type CreateConnection,
  type Report,
  SituationError,
  type SuiteOptions,
  situations,
} from '../../src/suite/index.ts';

/** Runs a client in one situation. */
export async function run(key: string, client: CreateConnection, options?: SuiteOptions): Promise<Report> {
  const situation = situations.find((one) => one.key === key);
  if (!situation) throw new TypeError(`There is no situation ${key}.`);
  return situation.run(client, options);
}

/** The error with every finding of a client in a situation. */
export async function errorOf(key: string, client: CreateConnection, options?: SuiteOptions): Promise<SituationError> {
  const failure = await run(key, client, options).catch((error: unknown) => error);
  if (failure instanceof SituationError) return failure;
  throw new Error(`The client has no finding in ${key}.`, { cause: failure });
}

/** The kinds of findings of a client in a situation. */
export async function kindsOf(key: string, client: CreateConnection, options?: SuiteOptions): Promise<string[]> {
  return (await errorOf(key, client, options)).findings.map(({ kind }) => kind);
}
