import * as fc from 'fast-check';
import { contentExperienceTypes, enumMembers } from '../rules/index.ts';

/** A member of an enum, or several of the one that is made of flags; in any letter case where a client may write it so. */
export function enumValue(type: string, inAnyCase: boolean): fc.Arbitrary<string> {
  const members =
    type === 'contentExperienceType'
      ? fc.subarray([...contentExperienceTypes], { minLength: 1 }).map((flags) => flags.join(', '))
      : fc.constantFrom(...(enumMembers[type] ?? []));
  if (!inAnyCase) return members;
  return fc.oneof({ weight: 3, arbitrary: members }, { weight: 1, arbitrary: fc.mixedCase(members) });
}

/** A word that is no member of any of them. */
export const notAMember: fc.Arbitrary<string> = fc
  .string({ unit: 'grapheme' })
  .filter((word) => !word.includes(',') && !everyMember.has(word.trim().toLowerCase()));

const everyMember = new Set(
  Object.values(enumMembers)
    .flat()
    .map((member) => member.toLowerCase()),
);
