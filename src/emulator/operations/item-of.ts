import { type ExternalItem, violationOf } from '../../schemas/index.ts';
import { refusalOf } from '../result.ts';
import type { StoredConnection } from '../store.ts';
import type { Call } from './operation.ts';

/**
 * The item that the call is about.
 *
 * @throws Refusal when the connection has no such item.
 */
export function itemOf({ ids: { itemId = '' } }: Call, { items }: StoredConnection): ExternalItem {
  const item = items.get(itemId);
  if (item) return item;
  throw refusalOf(violationOf('item.exists', 'path', itemId));
}
