import { type Interaction, interactionsFor } from '../../../src/pact/index.ts';
import { exampleOf } from '../../../src/pact/matcher.ts';
import { withMockServerOf } from '../../pact/mock-server.ts';
import { isNear } from './shape.ts';
import type { Checker, Place } from './value.ts';

/** The matchers of the contract's full request, as Pact's own mock server checks by them. It stays until it is closed. */
export async function pactChecker({
  kind,
  version,
}: Place): Promise<{ checker: Checker; example: unknown; close(): Promise<void> }> {
  const interaction = find(kind === 'createConnection' ? 'create.full' : 'schema.register', version);
  const { matches, close } = await opened(interaction);
  const example = exampleOf(interaction.request.body);
  return {
    // It checks by an example: what is far from it in shape belongs to other interactions.
    checker: async ({ body, request }) =>
      request || !isNear(example, body) ? undefined : { accepts: await matches({ body }) },
    example,
    close,
  };
}

type Matches = (other: { readonly body?: unknown }) => Promise<boolean>;

/** The mock server, kept open until it is closed. */
function opened(interaction: Interaction): Promise<{ matches: Matches; close(): Promise<void> }> {
  return new Promise((resolve, reject) => {
    let finish = () => {};
    const finished = new Promise<void>((done) => {
      finish = done;
    });
    const run = withMockServerOf(interaction, async (matches) => {
      resolve({
        matches,
        close: () => {
          finish();
          return run;
        },
      });
      await finished;
    });
    run.catch(reject);
  });
}

function find(key: string, version: Place['version']): Interaction {
  const found = interactionsFor({ version }).find((interaction) => interaction.key === key);
  if (!found) throw new Error(`No interaction has the key ${key}.`);
  return found;
}
