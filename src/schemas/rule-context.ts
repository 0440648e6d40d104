import * as z from 'zod';
import {
  type ApiVersion,
  apiVersions,
  defaultContext,
  openQuestions,
  type Profile,
  profiles,
  quotedListOf,
  type RuleContext,
  type Switches,
} from '../rules/index.ts';
import { readOptions } from './read-options.ts';

type OptionalSwitches = { readonly [Name in keyof Switches]?: Switches[Name] | undefined };

/** What a check or a set of schemas is for; anything left out has its default. */
export interface SchemaOptions extends OptionalSwitches {
  /** Default `live`. */
  readonly profile?: Profile | undefined;
  /** Default `v1.0`. */
  readonly version?: ApiVersion | undefined;
}

const switchOption = z.boolean('true or false').optional();

/** The options that choose which rules hold, for every function that has them. */
export const ruleContextOptions = {
  profile: z.enum(profiles, quotedListOf(profiles)).optional(),
  version: z.enum(apiVersions, quotedListOf(apiVersions)).optional(),
  strictDescription: switchOption,
  rejectReadOnly: switchOption,
  betaSettingsOnV1: switchOption,
  experiencesAsArray: switchOption,
};

/**
 * The context that the options of a function choose, with every default filled in.
 *
 * @param of the name of the function, for the error.
 * @throws TypeError naming the option when one cannot be used.
 */
export function contextOf(options: SchemaOptions | undefined, of: string): RuleContext {
  return withDefaults(readOptions(of, ruleContextOptions, options));
}

/** The context of options that were read, with every default filled in; other options are left out. */
export function withDefaults(options: SchemaOptions): RuleContext {
  const { strictDescription, rejectReadOnly, betaSettingsOnV1, experiencesAsArray } = options;
  const { profile = defaultContext.profile, version = defaultContext.version } = options;
  return {
    profile,
    version,
    strictDescription: strictDescription ?? defaultContext.strictDescription,
    rejectReadOnly: rejectReadOnly ?? defaultContext.rejectReadOnly,
    betaSettingsOnV1: betaSettingsOnV1 ?? openQuestions.betaSettingsOnV1.chosen[profile],
    experiencesAsArray: experiencesAsArray ?? openQuestions.experiencesAsArray.chosen[version],
  };
}
