/** Pact for JavaScript, as far as the kit uses it. */
export type Pact = typeof import('@pact-foundation/pact');

/**
 * Loads Pact with its native core, which only recording and verifying need.
 *
 * @throws Error that names the package to install when it is missing, with the system's own error as its cause.
 */
export async function loadPact(): Promise<Pact> {
  try {
    return await import('@pact-foundation/pact');
  } catch (cause) {
    throw new Error('Recording and verifying need Pact. Run: npm install --save-dev @pact-foundation/pact', { cause });
  }
}
