import { type OperationName, operationOf, type Permission } from '../../rules/index.ts';

/** The permissions that the operations of a run need, and how those of its token compare. */
export interface NeededPermissions {
  /** The least privileged that allow every operation. */
  readonly least: readonly Permission[];
  /** Of operations that no granted permission allows, the least privileged ones. */
  readonly missing: readonly Permission[];
  /** Granted permissions that the operations do not need. */
  readonly superfluous: readonly string[];
}

/**
 * What a token needs for some operations.
 *
 * @param kind of a token: of an app alone, or of a user.
 * @param granted the permissions that the token has. Default: none.
 */
export function neededPermissions(
  used: Iterable<OperationName>,
  kind: 'application' | 'delegated',
  granted: readonly string[] = [],
): NeededPermissions {
  const sets = [...used].map((operation) => operationOf(operation).permissions[kind]);
  const leastOf = (some: readonly (readonly Permission[])[]) => [...new Set(some.flatMap(([first]) => first ?? []))];
  const least = leastOf(sets);
  const missing = leastOf(sets.filter((set) => !set.some((permission) => granted.includes(permission))));
  const superfluous = granted.filter((permission) => !least.some((needed) => needed === permission));
  return { least, missing, superfluous };
}
