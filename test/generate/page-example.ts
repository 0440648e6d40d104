/** The example of the reference page, with real values: one piece for contracts, fixtures and tests. */
export { pageExample } from '../../src/pact/interaction.ts';
