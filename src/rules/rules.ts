import { activityRules } from './activity-rules.ts';
import { adviceRules } from './advice-rules.ts';
import { once } from './as-record.ts';
import { connectionRules } from './connection-rules.ts';
import { gatewayRules, queryRules } from './gateway-rules.ts';
import { groupRules, groupTenantRules } from './group-rules.ts';
import { itemRules } from './item-rules.ts';
import { itemValueRules } from './item-value-rules.ts';
import { jsonRules, modelRules } from './model-rules.ts';
import { type OperationName, operationNames } from './operations.ts';
import { type Constraint, constraintFrom, type RuleRow } from './rule.ts';
import { schemaRules } from './schema-rules.ts';
import { settingsRules } from './settings-rules.ts';
import { tenantRules, transportRules } from './tenant-rules.ts';

type Rows = Readonly<Partial<Record<RuleId, RuleRow>>>;

// By the tables, for a type by their union would repeat every row in the declarations.
type BodyRuleTables = [
  typeof jsonRules,
  typeof modelRules,
  typeof connectionRules,
  typeof settingsRules,
  typeof schemaRules,
  typeof itemRules,
  typeof itemValueRules,
  typeof activityRules,
  typeof groupRules,
];
type TenantRuleTables = [typeof adviceRules, typeof transportRules, typeof tenantRules, typeof groupTenantRules];

type IdIn<Table> = Table extends () => infer Rows ? keyof Rows : never;

/** The id of a rule that a schema can enforce. */
export type BodyRuleId = IdIn<BodyRuleTables[number]>;

/** The id of any rule. */
export type RuleId = IdIn<typeof gatewayRules | typeof queryRules> | BodyRuleId | IdIn<TenantRuleTables[number]>;

/** A constraint on a request: one row of the table from which everything else is derived. */
export interface Rule extends Constraint {
  /** `<member>.<constraint>`; stable: a change of it is a breaking change. */
  readonly id: RuleId;
  /** Who can judge it: the gateway by headers, text and query, a schema by the body, or only the tenant, by what it stores and how a request is written. */
  readonly checkedBy: 'gateway' | 'query' | 'body' | 'tenant';
}

/**
 * Every rule. The order of the table is the order in which the service is taken to check:
 * the first broken rule decides the response. Made when it is first used, for a request that breaks none needs no row.
 * The build evaluates this module: the package has the rows as JSON, which loads in a fraction of the time.
 */
export const everyRule = once((): readonly Rule[] => [
  ...named('gateway', gatewayRules(), operationNames),
  ...named('query', queryRules(), ['listConnections']),
  ...named('body', { ...jsonRules(), ...modelRules(), ...connectionRules(), ...settingsRules() }, [
    'createConnection',
    'updateConnection',
  ]),
  ...named('body', schemaRules(), ['updateSchema']),
  ...named('body', { ...itemRules(), ...itemValueRules() }, ['putItem', 'updateItem']),
  ...named('body', activityRules(), ['putItem', 'updateItem', 'addActivities']),
  ...named('body', groupRules(), ['createGroup', 'updateGroup']),
  ...named('tenant', { ...adviceRules(), ...transportRules(), ...tenantRules(), ...groupTenantRules() }, []),
]);

function named(checkedBy: Rule['checkedBy'], rows: Rows, of: readonly OperationName[]): Rule[] {
  // The keys of the tables are what RuleId is made of.
  return Object.entries(rows).map(([id, row]) => ({ id: id as RuleId, checkedBy, ...constraintFrom(row, of) }));
}
