import type { KitDifference } from '../../../src/drift/difference.ts';
import { rulesOnType } from './dependent-rules.ts';
import type { DeclaredType } from './metadata.ts';
import { metadataDifference, shortName } from './metadata-difference.ts';

const sentinel = 'unknownFutureValue';

/**
 * What is different in an enum. Members behind the sentinel are hidden, unless a client asks for them: one that comes
 * before it can turn up in any response.
 */
export function compareEnum(kit: DeclaredType, file: DeclaredType): readonly KitDifference[] {
  const name = shortName(kit.name);
  const rules = rulesOnType(name);
  const members = (change: 'added' | 'removed', found: readonly string[]) =>
    found.map((member) =>
      metadataDifference({
        change,
        subject: `${name}/${member}`,
        kit: change === 'added' ? 'no such member' : 'the member exists',
        seen:
          change === 'added'
            ? `the member exists${isHidden(file, member) ? ', hidden by default' : ''}`
            : 'no such member',
        severity: change === 'added' && isHidden(file, member) ? 'minor' : 'breaking',
        rules,
      }),
    );
  const both = kit.enumMembers.filter((member) => file.enumMembers.includes(member));
  return [
    ...members('added', without(file.enumMembers, kit.enumMembers)),
    ...members('removed', without(kit.enumMembers, file.enumMembers)),
    ...moved(kit, file, both),
    ...(kit.isFlags === file.isFlags ? [] : [flags(file, rules)]),
  ];
}

function moved(kit: DeclaredType, file: DeclaredType, both: readonly string[]): readonly KitDifference[] {
  const name = shortName(kit.name);
  const rules = rulesOnType(name);
  const crossed = both.filter((member) => isHidden(kit, member) !== isHidden(file, member));
  if (crossed.length > 0) {
    return crossed.map((member) =>
      metadataDifference({
        change: 'changed',
        subject: `${name}/${member}`,
        kit: isHidden(kit, member) ? `stands behind ${sentinel}: hidden by default` : `stands before ${sentinel}`,
        seen: isHidden(file, member) ? `stands behind ${sentinel}: hidden by default` : `stands before ${sentinel}`,
        severity: isHidden(file, member) ? 'breaking' : 'notable',
        rules,
      }),
    );
  }
  const inFile = file.enumMembers.filter((member) => both.includes(member));
  if (inFile.join() === both.join()) return [];
  const first = both.findIndex((member, index) => member !== inFile[index]);
  return [
    metadataDifference({
      change: 'changed',
      subject: name,
      kit: `${both[first]} comes before ${inFile[first]}`,
      seen: `${inFile[first]} comes before ${both[first]}`,
      severity: 'minor',
      rules,
    }),
  ];
}

function flags(file: DeclaredType, rules: KitDifference['rules']): KitDifference {
  return metadataDifference({
    change: 'changed',
    subject: shortName(file.name),
    kit: file.isFlags ? 'a value is one member' : 'a value may join several members',
    seen: file.isFlags ? 'a value may join several members (IsFlags)' : 'a value is one member',
    severity: 'breaking',
    rules,
  });
}

function isHidden({ enumMembers }: DeclaredType, member: string): boolean {
  const last = enumMembers.indexOf(sentinel);
  return last >= 0 && enumMembers.indexOf(member) > last;
}

function without(some: readonly string[], others: readonly string[]): readonly string[] {
  return some.filter((one) => !others.includes(one));
}
