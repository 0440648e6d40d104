import type { Fault } from './fault.ts';

type Json = Readonly<Record<string, unknown>>;

/** The enum properties of a connection and of an operation. */
const enumProperties = ['state', 'contentCategory', 'status'];

/**
 * The true answer, in which state, contentCategory and the status of an operation are `memberOfTheFuture`. Hits what
 * answers with connections or operations, unless the plan says otherwise.
 *
 * **Source:** Graph's best practices, handling future members in evolvable enumerations.
 */
export function unknownEnumMember(): Fault {
  return {
    name: 'unknownEnumMember',
    stage: 'after',
    on: ['createConnection', 'getConnection', 'listConnections', 'getOperation'],
    change: (answer) => ({ ...answer, body: eachEntity(answer.body, withFutureMembers) }),
  };
}

/**
 * The true answer, in which each object has one more property, `futureProperty`, but for the layout of a card, which
 * is the client's own. Errors have it too.
 *
 * **Source:** Graph's versioning page: new properties are no breaking change.
 */
export function extraProperties(): Fault {
  return {
    name: 'extraProperties',
    stage: 'after',
    change: (answer) => ({ ...answer, body: extended(answer.body) }),
  };
}

function withFutureMembers(entity: Json): Json {
  const changes = enumProperties
    .filter((name) => typeof entity[name] === 'string')
    .map((name) => [name, 'memberOfTheFuture']);
  return { ...entity, ...Object.fromEntries(changes) };
}

/** A JSON value with the entity that it is changed, or each of those that it lists. */
function eachEntity(body: unknown, change: (entity: Json) => Json): unknown {
  if (!isObject(body)) return body;
  return Array.isArray(body.value)
    ? { ...body, value: body.value.map((entity) => eachEntity(entity, change)) }
    : change(body);
}

function extended(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(extended);
  if (!isObject(value)) return value;
  const members = Object.entries(value).map(([name, member]) => [name, name === 'layout' ? member : extended(member)]);
  return { ...Object.fromEntries(members), futureProperty: 'a value of the future' };
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
