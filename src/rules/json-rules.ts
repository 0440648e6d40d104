import { bodyDepth } from './limits.ts';
import { quotedListOf } from './list-of.ts';
import { placesWhere } from './members.ts';
import { openQuestions } from './open-questions.ts';
import type { RuleRow } from './rule.ts';
import { sources } from './sources.ts';
import { binaryOperators } from './vocabulary.ts';

const wrongType = {
  evidence: 'metadata',
  source: sources.metadata,
  error: openQuestions.wrongTypeAnswer.chosen,
} as const;

/** An array of arrays of arrays …, so deep. */
export function nested(levels: number): unknown {
  return levels === 0 ? 'core' : [nested(levels - 1)];
}

/** The JSON type of every value, as the metadata declares it; what the gateway checks. */
export const jsonRules = {
  'body.object': {
    paths: [''],
    message: 'The body must be a JSON object.',
    fix: 'Send one connection, not a list and not a string that contains JSON.',
    evidence: 'inferred',
    source: sources.unreadableReport,
    accepts: [{ id: 'contosohr', name: 'Contoso HR' }],
    rejects: [[], [{ id: 'contosohr', name: 'Contoso HR' }], '{"id":"contosohr"}', 42, true, null],
    error: 'bodyUnreadable',
  },
  'body.depth': {
    paths: ['/configuration/nested'],
    message: `The body must nest at most ${bodyDepth.maximum} levels.`,
    fix: 'Flatten the deepest part of the body.',
    evidence: 'inferred',
    source: sources.odataLibrary,
    accepts: [nested(98)],
    rejects: [nested(99)],
    error: 'bodyUnreadable',
  },
  'json.string': {
    ...wrongType,
    paths: placesWhere(
      ({ member, isElement }) => member.type === 'String' && isElement === (member.collection === true),
    ),
    message: 'The value must be a string.',
    fix: 'Send a JSON string; where the metadata allows it, null or nothing.',
    accepts: ['Contoso'],
    rejects: [42, true, {}, []],
  },
  'json.enum': {
    ...wrongType,
    paths: placesWhere(({ member }) => member.kind === 'enum' && member.type !== 'binaryOperator'),
    message: 'The value must be the name of an enum member, as a string.',
    fix: 'Send the name of the member, not its number.',
    accepts: ['unknownFutureValue'],
    rejects: [1, true, {}],
  },
  'json.binaryOperator': {
    ...wrongType,
    paths: placesWhere(({ member }) => member.type === 'binaryOperator'),
    message: 'The value must be the name of an operator, as a string.',
    fix: `Send ${quotedListOf(binaryOperators)}.`,
    accepts: ['or', 'and'],
    rejects: [0, false, {}],
  },
  'json.int32': {
    ...wrongType,
    paths: placesWhere(({ member }) => member.type === 'Int32'),
    message: 'The value must be a whole number of 32 bits.',
    fix: 'Send a JSON number without a fraction, from -2147483648 to 2147483647, not in quotes.',
    accepts: [1, 2147483647],
    rejects: ['1', 1.5, 2147483648, -2147483649, true],
  },
  'json.int64': {
    ...wrongType,
    paths: placesWhere(({ member }) => member.type === 'Int64'),
    message: 'The value must be a whole number that JSON can carry without loss.',
    fix: 'Send a JSON number without a fraction, up to 9007199254740991, not in quotes.',
    accepts: [0, 700000, 9007199254740991, null],
    rejects: ['700000', 1.5, 9007199254740992, true, []],
  },
  'json.object': {
    ...wrongType,
    paths: placesWhere(({ member }) => (member.kind === 'structured' && !member.collection) || member.type === 'Json'),
    message: 'The value must be a JSON object.',
    fix: 'Send an object, not a string that contains JSON.',
    accepts: [{}],
    rejects: ['{}', 42, true, []],
  },
  'json.array': {
    ...wrongType,
    paths: placesWhere(({ member, isElement }) => member.collection === true && !isElement && member.type !== 'String'),
    message: 'The value must be an array of objects.',
    fix: 'Send an array, even for a single element.',
    accepts: [[]],
    rejects: [{}, 'one', 42, true],
  },
  'json.stringArray': {
    ...wrongType,
    paths: placesWhere(({ member, isElement }) => member.collection === true && !isElement && member.type === 'String'),
    message: 'The value must be an array of strings.',
    fix: 'Send an array, even for a single string.',
    accepts: [['contoso']],
    rejects: [{}, 'contoso', 42, true],
  },
} as const satisfies Record<string, RuleRow>;
