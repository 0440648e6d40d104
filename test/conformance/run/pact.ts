import { exampleOf, type Interaction, interactionsFor } from '../../../src/pact/index.ts';
import { withMockServerOf } from '../../pact/mock-server.ts';
import type { Judge, Place } from './value.ts';

/** The matchers of the contract's full request, as Pact's own mock server judges by them. It stays until it is closed. */
export async function pactJudge({
  kind,
  version,
}: Place): Promise<{ judge: Judge; example: unknown; close(): Promise<void> }> {
  const interaction = find(kind === 'createConnection' ? 'create.full' : 'schema.register', version);
  const { matches, close } = await opened(interaction);
  const example = exampleOf(interaction.request.body);
  return {
    // It judges by an example: what is far from it in shape belongs to other interactions.
    judge: async ({ body, request }) =>
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

/** Whether a body has the members of the example, at the root. */
function isNear(example: unknown, body: unknown): boolean {
  return namesOf(example) === namesOf(body);
}

function namesOf(value: unknown): string {
  return typeof value === 'object' && value !== null ? Object.keys(value).toSorted().join() : typeof value;
}

/** Whether a value has the members of the example at every depth, and values of the same JSON type. */
export function hasShapeOf(example: unknown, value: unknown): boolean {
  if (Array.isArray(example)) return Array.isArray(value) && value.every((each) => hasShapeOf(example[0], each));
  if (typeof example !== 'object' || example === null) return typeof example === typeof value;
  if (typeof value !== 'object' || value === null || namesOf(example) !== namesOf(value)) return false;
  return Object.entries(example).every(([name, member]) => {
    const own = (value as Readonly<Record<string, unknown>>)[name];
    // No schema knows what an Adaptive Card holds: a matcher takes it as it is.
    return name === 'layout' ? JSON.stringify(own) === JSON.stringify(member) : hasShapeOf(member, own);
  });
}
