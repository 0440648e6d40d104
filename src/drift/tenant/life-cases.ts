import { createBuilders } from '../../builders/index.ts';
import type { ApiVersion } from '../../rules/index.ts';
import type { Case, Run } from './case.ts';

interface LifeOptions {
  readonly version: ApiVersion;
  /** Whether the connection gets a schema, which Graph takes 5 to 15 minutes to register. */
  readonly withSchema: boolean;
}

/** The life of one connection, from before it is created until its id is used again. */
export function lifeCases({ version, withSchema }: LifeOptions, run: Run): readonly Case[] {
  const id = run.id();
  const unknown = run.id();
  const connection = { id, name: run.name, description: 'Created to see how Graph answers; may be deleted' };
  const missing = { subject: 'connection.exists', rule: 'connection.exists', evidence: 'inferred' } as const;
  return [
    { ...get('a connection that does not exist is read', `/${unknown}`), ...missing, question: 15 },
    { ...post('a connection is created', connection), subject: 'create', keeps: true },
    { ...post('the same id is created again', connection), subject: 'id.unique', rule: 'id.unique' },
    {
      ...post('the same id is created in capitals', { ...connection, id: id.toUpperCase() }),
      subject: 'id.unique, in another letter case',
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
    { ...get('the connection is read', `/${id}`), subject: 'get' },
    { ...get('the connections are listed', ''), subject: 'list', id },
    { ...patch('the description is changed', `/${id}`, { description: 'Changed' }), subject: 'update' },
    { ...get('the connection is read after the change', `/${id}`), subject: 'get' },
    {
      ...get('its schema is read before it has one', `/${id}/schema`),
      subject: 'schema.exists',
      rule: 'schema.exists',
      evidence: 'inferred',
    },
    ...(withSchema ? [schemaCase(id, version)] : []),
    { ...bare('DELETE', 'the connection is deleted', `/${id}`), subject: 'delete' },
    {
      ...get('the connection is read until it is gone', `/${id}`),
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
    { ...bare('DELETE', 'a connection that does not exist is deleted', `/${unknown}`), ...missing },
  ];
}

function schemaCase(id: string, version: ApiVersion): Case {
  const schema = createBuilders({ version }).schema();
  return { ...patch('a schema is registered', `/${id}/schema`, schema), subject: 'schema' };
}

const json = { 'Content-Type': 'application/json' };

/** A create of a connection, documented to be answered with 201. */
export function post(title: string, body: { readonly id?: string }): Omit<Case, 'subject'> {
  return { ...withBody('POST', title, '', body), ...(body.id !== undefined && { id: body.id }) };
}

function patch(title: string, path: string, body: object): Omit<Case, 'subject'> {
  return withBody('PATCH', title, path, body);
}

function get(title: string, path: string): Omit<Case, 'subject'> {
  return bare('GET', title, path);
}

function withBody(method: 'POST' | 'PATCH', title: string, path: string, body: object): Omit<Case, 'subject'> {
  return { title, method, path, headers: json, hasToken: true, text: JSON.stringify(body), evidence: 'documented' };
}

function bare(method: 'GET' | 'DELETE', title: string, path: string): Omit<Case, 'subject'> {
  return { title, method, path, headers: {}, hasToken: true, evidence: 'documented' };
}
