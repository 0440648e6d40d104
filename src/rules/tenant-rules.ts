import { limits } from './limits.ts';
import { placesOf } from './members.ts';
import { openQuestions, profilesWith } from './open-questions.ts';
import { operationsWhere, ownedBy } from './operations.ts';
import { ruleTable } from './rule.ts';
import { documented, inferred, metadata, observed, sources } from './sources.ts';

const malformedBatch = (...paths: readonly string[]) =>
  ({ ...inferred(sources.batchPage), paths, error: 'batchMalformed' }) as const;

/** What only the tenant can judge, by the connections that it stores. */
export const tenantRules = ruleTable(() => ({
  'connection.exists': {
    ...observed(sources.notFoundCapture),
    operations: operationsWhere(({ path }) => path.includes('{connectionId}')),
    paths: ['path'],
    message: 'The tenant must have a connection with this id.',
    fix: 'Create the connection first.',
    error: openQuestions.notFoundAnswer.chosen,
  },
  'connection.owned': {
    ...observed(sources.foreignConnectionReport),
    operations: operationsWhere(({ path }) => path.includes('{connectionId}')),
    paths: ['path'],
    message: "The connection must be one of the caller's own: it was made by another app.",
    fix: `Use the app that made it, or one in its authorizedAppIds; ${ownedBy} reaches no other connection.`,
    error: openQuestions.foreignConnection.chosen,
  },
  'displayTemplate.card': {
    ...inferred(sources.createPage),
    paths: placesOf('displayTemplate').flatMap((at) => [`${at}/layout/type`, `${at}/layout/version`]),
    message: 'The layout of a template must be an Adaptive Card: its type "AdaptiveCard", its version a string.',
    fix: 'Design the card at https://adaptivecards.io/designer, and send its whole JSON as layout.',
    error: 'serviceUnavailable',
  },
  'schema.exists': {
    ...observed(sources.notFoundCapture),
    operations: ['getSchema'],
    paths: ['path'],
    message: 'The connection must have a schema.',
    fix: 'Register a schema first.',
    error: 'schemaMissing',
  },
  'schema.permanent': {
    ...observed(sources.deleteSchemaReport),
    operations: ['deleteSchema'],
    paths: ['path'],
    message: 'A schema must not be deleted.',
    fix: 'Delete the connection.',
    error: 'schemaUnknown',
  },
  'operation.exists': {
    ...inferred(sources.notFoundCapture),
    operations: ['getOperation'],
    paths: ['path'],
    message: 'The connection must have an operation with this id.',
    fix: 'Follow the Location header of the response to the schema registration.',
    error: 'operationUnknown',
  },
  'state.writable': {
    ...documented(sources.manageConnections),
    operations: operationsWhere(
      ({ name, method, path }) =>
        method !== 'GET' && path.includes('{connectionId}') && !['deleteConnection', 'deleteSchema'].includes(name),
    ),
    paths: ['path'],
    message: 'An obsolete connection must only be read or deleted.',
    fix: 'Delete the connection and create a new one.',
  },
  'schema.oneAtATime': {
    ...observed(sources.secondSchemaReport),
    operations: ['updateSchema'],
    paths: ['path'],
    message: 'A schema must not be registered while another registration on the connection is in progress.',
    fix: 'Poll the operation until it is completed.',
    error: 'nameAlreadyExists',
  },
  'baseType.repeated': {
    ...inferred(sources.backingStore),
    operations: ['updateSchema'],
    paths: ['/baseType'],
    message: 'A schema that is registered anew must have its baseType too.',
    fix: 'Set baseType again: an SDK with a backing store leaves out what did not change since the read.',
    profiles: profilesWith(true, openQuestions.baseTypeKept),
  },
  'id.immutable': {
    ...metadata,
    operations: ['updateConnection'],
    paths: ['/id'],
    message: 'The id of a connection must not change.',
    fix: 'Leave id out; to rename, create another connection.',
  },
  'id.unique': {
    ...documented(sources.createPage),
    operations: ['createConnection'],
    paths: ['/id'],
    message: 'id must be unique in the tenant, in any case.',
    fix: 'Choose another id, or treat 409 as "exists already".',
    error: 'nameAlreadyExists',
  },
  'tenant.limit': {
    ...inferred(sources.invented),
    operations: ['createConnection'],
    paths: [''],
    message: 'The tenant must have room for another connection.',
    fix: 'Delete a connection that is no longer used.',
    error: 'quotaLimitReached',
  },
  'item.exists': {
    ...observed(sources.salesforceConnector),
    operations: operationsWhere(({ name, path }) => path.includes('{itemId}') && name !== 'putItem'),
    paths: ['path'],
    message: 'The connection must have an item with this id.',
    fix: 'Put the item first, by PUT; after a DELETE treat 404 as done.',
    error: 'itemUnknown',
  },
  'item.createdByPut': {
    ...observed(sources.postItemReport),
    operations: ['putItem'],
    paths: ['path'],
    message: 'An item must be created by PUT …/items/{id}: POST …/items does not exist.',
    fix: 'Send PUT with an id of your own; the POST of the SDKs is generated from the metadata.',
    error: 'itemUnknown',
  },
  'item.schemaRegistered': {
    ...inferred(sources.putItemPage),
    operations: ['putItem', 'updateItem'],
    paths: ['path'],
    message: 'The connection must have a schema whose registration is completed.',
    fix: 'Register a schema and poll its operation until it is completed.',
  },
  'item.quota': {
    ...documented(sources.manageConnections),
    operations: ['putItem'],
    paths: ['path'],
    message: 'The connection must have room for another item.',
    fix: 'Delete items that are no longer needed: a connection at its limit accepts only updates and deletions.',
    error: 'itemQuotaReached',
  },
  'item.sameId': {
    ...inferred(sources.itemPage),
    operations: ['putItem', 'updateItem'],
    paths: ['/id'],
    message: 'The id in the body must be the id in the path.',
    fix: 'Leave id out of the body.',
  },
  'item.changed': {
    ...observed(sources.publicConnectors),
    operations: ['putItem', 'updateItem'],
    paths: [''],
    message: 'An update must send acl, properties or content: what is not sent stays as it is.',
    fix: 'Send the whole item; an SDK with a backing store sends only the changes that it notices.',
  },
}));

/** How a body or a batch is written, which no parsed body shows. */
export const transportRules = ruleTable(() => ({
  'body.charset': {
    ...observed(sources.charsetReport),
    paths: ['text'],
    message: 'The body must be in UTF-8: what is not has become U+FFFD.',
    fix: 'Send UTF-8; Windows PowerShell 5.1 does so with -ContentType "application/json; charset=utf-8".',
    error: 'bodyUnreadable',
  },
  'body.mark': {
    ...inferred(sources.jsonMark),
    paths: ['text'],
    message: 'The body must begin without a byte order mark.',
    fix: 'Save the file as UTF-8 without a byte order mark.',
    error: 'bodyUnreadable',
  },
  'body.controlInformation': {
    ...inferred(sources.controlInformation),
    paths: ['/@odata.context', '/@odata.etag', '/activitySettings/urlToItemResolvers@odata.type'],
    message: 'A body must not have the control information of an entity that was read: it is ignored.',
    fix: 'Leave out what the response says about the entity, such as @odata.context; a type annotation may stay.',
    error: 'deserialization',
  },
  'itemValue.annotated': {
    ...documented(sources.putItemPage),
    operations: ['putItem', 'updateItem'],
    paths: ['/properties/tags@odata.type'],
    message: 'A collection among the properties of an item must have its type annotation beside it.',
    fix: 'Add it, such as "tags@odata.type": "Collection(String)".',
  },
  'url.version': {
    ...observed(sources.batchUrlReports),
    paths: ['path'],
    message: 'A URL must have the version once; the URL of a part of a batch must begin behind it.',
    fix: 'Write "/external/connections" in a part of a batch, without root and version.',
    error: 'segmentUnknown',
  },
  'batch.requests': {
    ...malformedBatch('/requests'),
    message: `requests must be an array of 1 to ${limits.batchParts.maximum} parts.`,
    fix: 'Send { "requests": [ … ] }, and what is too much for one batch in the next.',
  },
  'batch.part': {
    ...malformedBatch('/requests/*/id', '/requests/*/method', '/requests/*/url'),
    message: 'id, method and url of a part must be strings, neither empty nor too long.',
    fix: 'Write { "id": "1", "method": "GET", "url": "/external/connections" }.',
  },
  'batch.id': {
    ...malformedBatch('/requests/*/id'),
    message: 'No other part of a batch may have the same id.',
    fix: 'Count the parts: "1", "2", and so on.',
  },
  'batch.headers': {
    ...malformedBatch('/requests/*/headers'),
    message: 'The headers of a part must be an object with names of headers, each with a string.',
    fix: 'Write "headers": { "Content-Type": "application/json" }.',
  },
  'batch.order': {
    ...malformedBatch('/requests/*/dependsOn'),
    message: 'dependsOn must be an array of ids of parts that stand before this one.',
    fix: 'Correct the id, or move the part behind those that it depends on.',
  },
  'batch.nested': {
    ...malformedBatch('/requests/*/url'),
    message: 'A part of a batch must not be a batch.',
    fix: 'Send its parts in the outer batch.',
  },
  'batch.contentType': {
    ...observed(sources.batchTypeReports),
    paths: ['/requests/*/headers'],
    message: 'A part with a body must have the header Content-Type.',
    fix: 'Add "headers": { "Content-Type": "application/json" } to the part.',
    error: 'batchPartUntyped',
  },
  'batch.dependsOn': {
    ...observed(sources.pythonBatch),
    paths: ['/requests/*/depends_on'],
    message: 'A part must name the parts before it in dependsOn: depends_on is ignored.',
    fix: 'Send dependsOn. The Python SDK writes depends_on: send parts that depend on each other one by one.',
    error: 'batchMalformed',
  },
}));
