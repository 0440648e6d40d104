import { decideRead } from '../emulator/can-read.ts';
import type { Emulator, Reader } from '../emulator/index.ts';
import { once } from '../rules/index.ts';
import { type ExternalItem, externalItemSchema, printable, reader, showValue } from '../schemas/index.ts';
import { describeDifference, type Expected, likeExpected, nearestTo, showExpected } from './expected.ts';
import { describeReceived, emulatorOf, type MatcherResult, requireProperties, wrongArgument } from './received.ts';

/** The expected properties of an item: a value, or an asymmetric matcher of the runner, for each. */
export type ExpectedItem = { readonly [Name in keyof ExternalItem]?: Expected<ExternalItem[Name]> };

/** Whether a connection has such an item now. */
export function toHaveItem(received: unknown, connectionId: string, expected: ExpectedItem): MatcherResult {
  const graph = emulatorOf(received, 'toHaveItem');
  const example = `For example toHaveItem('contosohr', { id: '1' }).`;
  if (typeof connectionId !== 'string') {
    throw wrongArgument('toHaveItem', { given: connectionId, takes: 'the id of a connection first', fix: example });
  }
  requireProperties('toHaveItem', expected, ['an item', names()], example);
  const wanted = `${connectionId} to have an item with ${showExpected(expected)}`;
  const fail = (reason: string) => ({ pass: false, message: () => `Expected ${wanted}, but ${reason}` });
  const requests = () => describeReceived(graph.exchanges);
  const ids = graph.connections.map(({ id }) => id);
  // Graph ignores the case of the id.
  if (!ids.some((id) => id.toLowerCase() === connectionId.toLowerCase())) {
    const others = ids.length === 0 ? 'there is none' : `there are ${ids.join(', ')}`;
    return fail(`no connection has the id ${connectionId}: ${others}. ${requests()}`);
  }
  const items = graph.items(connectionId);
  // With an id, the other items are no candidates.
  const candidates = typeof expected.id === 'string' ? items.filter(({ id }) => id === expected.id) : items;
  const nearest = nearestTo(expected, candidates);
  if (!nearest) return fail(`${describeIds(items)} ${requests()}`);
  const { value: item, differences } = nearest;
  if (differences.length === 0) {
    return {
      pass: true,
      message: () => `Expected ${wanted.replace(' an item', ' no item')}, but it has one: ${showValue(item)}`,
    };
  }
  return {
    ...fail(`${describeNearestItem(candidates, item)}:\n${differences.map(describeDifference).join('\n')}`),
    actual: likeExpected(item, expected),
    expected,
  };
}

const names = once(() => Object.keys(externalItemSchema(reader).shape).filter((property) => !property.startsWith('@')));

const longestList = 10;

function describeIds(items: readonly ExternalItem[]): string {
  if (items.length === 0) return 'it has no items.';
  const more = items.length > longestList ? `, … (${items.length})` : '';
  const ids = items.slice(0, longestList).map(({ id }) => id);
  return `it has the items ${printable(ids.join(', '))}${more}.`;
}

function describeNearestItem(candidates: readonly ExternalItem[], { id }: ExternalItem): string {
  if (candidates.length === 1) return `its item ${id} differs`;
  return `of its ${candidates.length} items the most similar, ${id}, differs`;
}

/** Whether a user may read an item, by its acl. */
export function toAllowRead(received: unknown, connectionId: string, itemId: string, reader: Reader): MatcherResult {
  const graph = emulatorOf(received, 'toAllowRead');
  const pass = graph.canRead(connectionId, itemId, reader);
  return {
    pass,
    message: () => {
      const wanted = `the acl of item ${itemId} to ${pass ? 'refuse' : 'allow'} ${printable(JSON.stringify(reader))} to read it`;
      return `Expected ${wanted}, but ${decidingEntry(graph, { connectionId, itemId, reader })}`;
    },
  };
}

interface Question {
  readonly connectionId: string;
  readonly itemId: string;
  readonly reader: Reader;
}

/** The entry that decides, or the whole acl where none is for the reader. */
function decidingEntry(graph: Emulator, { connectionId, itemId, reader }: Question): string {
  const acl = graph.items(connectionId).find(({ id }) => id === itemId)?.acl ?? [];
  const members = new Map(graph.groups(connectionId).map((group) => [group.id, group.members ?? []]));
  const { entry } = decideRead(acl, reader, (id) => members.get(id) ?? []);
  if (!entry) return `no entry is for that user: ${printable(JSON.stringify(acl))}`;
  return `an entry ${entry.accessType === 'deny' ? 'denies' : 'grants'} it: ${printable(JSON.stringify(entry))}`;
}
