import { pageSize } from './limits.ts';
import type { RuleRow } from './rule.ts';
import { sources } from './sources.ts';

const option = { evidence: 'inferred', source: sources.odataUrls, error: 'queryInvalid' } as const;

/** What the query of a list of connections may hold; what the kit does not know, it refuses instead of ignoring it. */
export const queryRules = {
  'query.known': {
    ...option,
    operations: ['listConnections', 'getConnection', 'getSchema', 'getOperation', 'getQuota'],
    paths: ['$orderby', '$search', '$expand', '$skip', '$format', 'filter', 'page'].map((name) => `query ${name}`),
    message:
      'A list must have no other options than $select, $filter, $top, $count and $skiptoken; one connection none but $select.',
    fix: 'Remove the option; live Graph may support it, this kit does not.',
    accepts: [undefined],
    rejects: ['name', ''],
  },
  'query.select': {
    ...option,
    operations: ['listConnections', 'getConnection'],
    paths: ['query $select'],
    message: '$select must be a list of properties of externalConnection, joined by commas.',
    fix: 'Name properties that the version has, such as "id,name".',
    accepts: ['id', 'id,name', 'id, state', '*'],
    rejects: ['', 'nickname', 'id,nickname', 'id,,name'],
  },
  'query.filter': {
    ...option,
    paths: ['query $filter'],
    message: "$filter must be name eq '…', the one filter that public clients use.",
    fix: "Write name eq 'Contoso HR', with a quote in the name doubled; filter by anything else in your own code.",
    accepts: ["name eq 'Contoso HR'", "name eq 'O''Reilly HR'", "name eq ''"],
    rejects: ['', "id eq 'contosohr'", 'name eq Contoso', "startswith(name,'Contoso')", "name eq 'a' or name eq 'b'"],
  },
  'query.top': {
    ...option,
    paths: ['query $top'],
    message: `$top must be a whole number from ${pageSize.minimum} to ${pageSize.maximum}.`,
    fix: `Request ${pageSize.minimum} to ${pageSize.maximum} connections, and follow @odata.nextLink for more.`,
    accepts: ['1', '999'],
    rejects: ['0', '-1', '1000', '1.5', 'ten', ''],
  },
  'query.count': {
    ...option,
    paths: ['query $count'],
    message: '$count must be true or false.',
    fix: 'Write $count=true.',
    accepts: ['true', 'false'],
    rejects: ['yes', '1', ''],
  },
  'query.skiptoken': {
    ...option,
    paths: ['query $skiptoken'],
    message: '$skiptoken must be one from an @odata.nextLink.',
    fix: 'Follow @odata.nextLink as it is.',
    accepts: ['after-0'],
    rejects: ['', '20', 'after-', 'after-x', 'x-after-1', 'after-1x'],
  },
} as const satisfies Record<string, RuleRow>;
