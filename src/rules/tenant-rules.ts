import type { RuleRow } from './rule.ts';
import { sources } from './sources.ts';

/** What only the tenant can judge, by the connections that it stores. */
export const tenantRules = {
  'id.unique': {
    at: ['/id'],
    says: 'No other connection of the tenant has this id, in any letter case.',
    fix: 'Choose another id, or treat 409 as "it is there already".',
    evidence: 'documented',
    source: sources.createPage,
    accepts: [],
    rejects: [],
    answer: 'nameAlreadyExists',
  },
  'tenant.limit': {
    at: [''],
    says: 'The tenant has room for another connection.',
    fix: 'Delete a connection that is no longer used.',
    evidence: 'inferred',
    source: sources.invented,
    accepts: [],
    rejects: [],
    answer: 'quotaLimitReached',
  },
} as const satisfies Record<string, RuleRow>;
