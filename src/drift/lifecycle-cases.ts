import { createBuilders } from '../builders/index.ts';
import type { ApiVersion, OperationName } from '../rules/index.ts';
import type { Case, Run } from './case.ts';

interface LifecycleOptions {
  readonly version: ApiVersion;
  /** Whether the connection gets a schema, which Graph needs 5 to 15 minutes to register. */
  readonly withSchema: boolean;
}

/** The lifecycle of one connection, from before it is created until its id is used again. */
export function lifecycleCases({ version, withSchema }: LifecycleOptions, run: Run): readonly Case[] {
  const id = run.id();
  const unknown = run.id();
  const connection = { id, name: run.name, description: 'Created to see how Graph responds; may be deleted' };
  const missing = { subject: 'connection.exists', rule: 'connection.exists', evidence: 'inferred' } as const;
  return [
    { ...request('getConnection', 'a connection that does not exist is read', unknown), ...missing, question: 15 },
    { ...post('a connection is created', connection), subject: 'create', keeps: true },
    { ...post('the same id is created again', connection), subject: 'id.unique', rule: 'id.unique' },
    {
      ...post('the same id is created in capitals', { ...connection, id: id.toUpperCase() }),
      subject: 'id.unique, in another case',
      rule: 'id.unique',
      evidence: 'inferred',
      question: 11,
    },
    {
      ...post('another id is created with the same name', { ...connection, id: run.id() }),
      subject: 'create with a name that is taken',
      evidence: 'inferred',
      question: 10,
    },
    { ...request('getConnection', 'the connection is read', id), subject: 'get' },
    { ...request('listConnections', 'the connections are listed'), subject: 'list', id },
    {
      ...request('updateConnection', 'the description is changed', id),
      ...withBody({ description: 'Changed' }),
      subject: 'update',
    },
    { ...request('getConnection', 'the connection is read after the change', id), subject: 'get' },
    {
      ...request('getSchema', 'its schema is read before it has one', id),
      subject: 'schema.exists',
      rule: 'schema.exists',
      evidence: 'inferred',
    },
    ...(withSchema ? [schemaCase(id, version)] : []),
    { ...request('deleteConnection', 'the connection is deleted', id), subject: 'delete' },
    {
      ...request('getConnection', 'the connection is read until it is gone', id),
      subject: 'delete, until it is gone',
      rule: 'connection.exists',
      evidence: 'inferred',
      question: 20,
      repeats: true,
    },
    {
      ...post('the id of the deleted connection is used again', connection),
      subject: 'create with an id that was deleted',
      evidence: 'inferred',
      question: 20,
    },
    { ...request('deleteConnection', 'a connection that does not exist is deleted', unknown), ...missing },
  ];
}

function schemaCase(id: string, version: ApiVersion): Case {
  const schema = createBuilders({ version }).schema();
  return { ...request('updateSchema', 'a schema is registered', id), ...withBody(schema), subject: 'schema' };
}

const json = { 'Content-Type': 'application/json' };

/** A create of a connection, documented to respond with 201. */
export function post(title: string, body: { readonly id?: string }): Omit<Case, 'subject'> {
  return {
    ...request('createConnection', title),
    ...withBody(body),
    ...(body.id !== undefined && { id: body.id }),
  };
}

function withBody(body: object): Pick<Case, 'headers' | 'text'> {
  return { headers: json, text: JSON.stringify(body) };
}

function request(operation: OperationName, title: string, connectionId?: string): Omit<Case, 'subject'> {
  return {
    title,
    operation,
    ...(connectionId !== undefined && { connectionId }),
    headers: {},
    hasToken: true,
    evidence: 'documented',
  };
}
