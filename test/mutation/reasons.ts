/** Why a change may survive: each by the name that results.json gives its survivors. */
export const reasons: Readonly<Record<string, string>> = {
  typesOnly:
    'The compiler asks for it. What it guards against cannot be: a check before it, or the pattern itself, sees to that.',
  sameResult: 'The result is the same by the other way too, for every value that gets there.',
  shortcut: 'It saves time or memory, and changes no response.',
  falsy: 'Whoever asks looks for truth alone, and undefined is as untrue as what was there.',
  chance: 'It differs for one of the 4,294,967,296 numbers that can be drawn.',
  stage: 'Whatever is not `instead` comes after; the word is for people.',
  ownWord: 'It would redact the very word that Stryker puts in, and no test writes that.',
  sample: 'It is a sample, and another one of its kind is as good.',
};
