import type { ContentCategory, Label, PropertyType } from '../rules/index.ts';

/** A kind of system that connectors bring into Microsoft 365, in the words of its users. */
export interface SourceSystem {
  /** Ends the id of the connection and begins its host name. */
  readonly word: string;
  readonly title: string;
  /** What its items are called. */
  readonly items: string;
  readonly category: ContentCategory;
  /** Finds an item by its URL; the group is the item's id. */
  readonly urlPattern: string;
  readonly itemId: string;
  /** The id of its display template. */
  readonly template: string;
  /** A property of its items that a property rule looks at, with values that it may have. */
  readonly property: string;
  readonly values: readonly [string, string];
  /** The properties that its items have beyond title, url, icon and last change. */
  readonly properties: readonly [SourceProperty, ...SourceProperty[]];
}

/** A property of the items of a system. */
export interface SourceProperty {
  readonly name: string;
  readonly type: PropertyType;
  /** What people do with it: find items by its words, filter by it, ask for it, ask for its exact value, or look at it. */
  readonly use: 'search' | 'filter' | 'query' | 'exact' | 'show';
  readonly description: string;
  readonly alias?: string;
  readonly label?: Label;
}
