/**
 * What the kit uses of the module that jest makes in every test file. Declared here because jest, which has its types, is
 * a runner of users and no dependency.
 */
declare module '@jest/globals' {
  type Hook = (run: () => void) => void;

  export const beforeAll: Hook;
  export const afterAll: Hook;
  export const afterEach: Hook;
  export const describe: (name: string, define: () => void) => void;
  export const test: (title: string, run: () => Promise<void>, timeout: number) => void;
  export const expect: { extend(matchers: object): void };
}
