import { connectionsPath, contextUrl, membersOf, type Profile, typeNamespace } from '../rules/index.ts';
import type { ExternalConnection } from '../schemas/index.ts';
import type { Target } from './target.ts';

/** How much of OData's own data an answer carries. */
export type MetadataLevel = 'none' | 'minimal' | 'full';

/**
 * What the header Accept asks for. **Source:** OData JSON format 4.0, section 3.1; CLI for Microsoft 365 sends
 * `odata.metadata=none`.
 */
export function negotiate(accept: string | null): { level: MetadataLevel; ieee754Compatible: boolean } {
  const level = /odata\.metadata=(none|minimal|full)/i.exec(accept ?? '')?.[1]?.toLowerCase() ?? 'minimal';
  return { level: level as MetadataLevel, ieee754Compatible: /IEEE754Compatible=true/i.test(accept ?? '') };
}

interface Representation {
  readonly target: Target;
  readonly profile: Profile;
  readonly level: MetadataLevel;
  readonly ieee754Compatible: boolean;
}

/**
 * A connection as the answer shows it. `none` has no annotation at all. `minimal` has the context, and the type of
 * each URL resolver, whose declared type is abstract; profile documented also keeps the annotations that the
 * request had, as the page prints them. `full` names every type.
 */
export function represent(connection: ExternalConnection, how: Representation): Record<string, unknown> {
  const { target, level } = how;
  const annotation = (type: string, sent: unknown): unknown => {
    if (level === 'none') return undefined;
    if (level === 'full' || type === 'itemIdResolver') return `#${typeNamespace}.${type}`;
    return how.profile === 'documented' ? sent : undefined;
  };
  const annotated = annotate(connection, 'externalConnection', annotation, target);
  const count = annotated.ingestedItemsCount;
  const location = locationOf(target, connection.id);
  return {
    ...(level !== 'none' && { '@odata.context': contextUrl(target.root, target.version) }),
    ...(level === 'full' && { '@odata.id': location, '@odata.editLink': location }),
    ...annotated,
    // Int64 is a number, unless the client says that its JSON reader cannot hold one.
    ...(how.ieee754Compatible && typeof count === 'number' && { ingestedItemsCount: String(count) }),
  };
}

/** The URL of a connection, its key as a path segment. */
export function locationOf({ root, version }: Target, id: string): string {
  return `${root}/${version}${connectionsPath}/${id}`;
}

function annotate(
  value: Readonly<Record<string, unknown>>,
  type: string,
  annotation: (type: string, sent: unknown) => unknown,
  target: Target,
): Record<string, unknown> {
  const { '@odata.type': sent, ...rest } = value;
  const name = annotation(type, sent);
  const result: Record<string, unknown> = { ...(name !== undefined && { '@odata.type': name }), ...rest };
  const known = new Set(membersOf(type, target.version).map(([member]) => member));
  for (const [member, { type: memberType, kind }] of membersOf(type)) {
    if (!known.has(member)) delete result[member];
    else if (kind === 'structured' && result[member]) result[member] = inner(result[member], memberType);
  }
  return result;

  function inner(member: unknown, memberType: string): unknown {
    if (Array.isArray(member)) return member.map((element) => inner(element, memberType));
    // The request has passed its schema: a structured value that is no array is an object.
    return annotate(member as Record<string, unknown>, memberType, annotation, target);
  }
}
