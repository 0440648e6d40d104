/** The situations of the suite, as data. */
import { lookUps } from './look-ups.ts';
import { outages } from './outages.ts';
import { refusals } from './refusals.ts';
import { requests } from './requests.ts';
import { responses } from './responses.ts';
import { schemas } from './schemas.ts';
import type { SituationData } from './situation.ts';

export { claimsOf, connectionsOf, renewedClaimsOf, type SituationData } from './situation.ts';

/** Every situation, in the order in which they run. */
export const allSituations: readonly SituationData[] = [
  ...requests,
  ...responses,
  ...refusals,
  ...outages,
  ...lookUps,
  ...schemas,
];
