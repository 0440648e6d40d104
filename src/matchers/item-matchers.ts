import { decideRead } from '../emulator/can-read.ts';
import type { Reader } from '../emulator/index.ts';
import { once } from '../rules/index.ts';
import { type ExternalItem, externalItemSchema, printable, reader } from '../schemas/index.ts';
import { describeDifference, type Expected, resultOfSearch, showExpected } from './expected.ts';
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
  const shown = showExpected(expected);
  const whenFailed = `Expected ${connectionId} to have an item with ${shown}, but`;
  const requests = () => describeReceived(graph.exchanges);
  const ids = graph.connections.map(({ id }) => id);
  // Graph ignores the case of the id.
  if (!ids.some((id) => id.toLowerCase() === connectionId.toLowerCase())) {
    const others = ids.length === 0 ? 'there is none' : `there are ${ids.join(', ')}`;
    const message = () => `${whenFailed} no connection has the id ${connectionId}: ${others}. ${requests()}`;
    return { pass: false, message };
  }
  const items = graph.items(connectionId);
  // With an id, the other items are no candidates.
  const candidates = typeof expected.id === 'string' ? items.filter(({ id }) => id === expected.id) : items;
  return resultOfSearch(expected, candidates, {
    whenFailed,
    whenPassed: `Expected ${connectionId} to have no item with ${shown}, but it has one`,
    none: () => `${describeIds(items)} ${requests()}`,
    theOnly: (id) => `its item ${id}`,
    all: `its ${candidates.length} items`,
    lineOf: describeDifference,
  });
}

const names = once(() => Object.keys(externalItemSchema(reader).shape).filter((property) => !property.startsWith('@')));

const longestList = 10;

function describeIds(items: readonly ExternalItem[]): string {
  if (items.length === 0) return 'it has no items.';
  const more = items.length > longestList ? `, … (${items.length})` : '';
  const ids = items.slice(0, longestList).map(({ id }) => id);
  return `it has the items ${printable(ids.join(', '))}${more}.`;
}

/** Whether a user may read an item, by its acl. */
export function toAllowRead(received: unknown, connectionId: string, itemId: string, reader: Reader): MatcherResult {
  const graph = emulatorOf(received, 'toAllowRead');
  const pass = graph.canRead(connectionId, itemId, reader);
  return {
    pass,
    message: () => {
      const wanted = `the acl of item ${itemId} to ${pass ? 'refuse' : 'allow'} ${printable(JSON.stringify(reader))} to read it`;
      const acl = graph.items(connectionId).find(({ id }) => id === itemId)?.acl ?? [];
      const members = new Map(graph.groups(connectionId).map((group) => [group.id, group.members ?? []]));
      const { entry } = decideRead(acl, reader, (id) => members.get(id) ?? []);
      const decision = entry ? `an entry ${pass ? 'grants' : 'denies'} it` : 'no entry is for that user';
      return `Expected ${wanted}, but ${decision}: ${printable(JSON.stringify(entry ?? acl))}`;
    },
  };
}
