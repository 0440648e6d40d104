import { setupServer } from 'msw/node';
import { http } from 'msw2';
import { afterEach, describe, expect, test } from 'vitest';
import { requireOneMajor } from '../../src/msw/one-major.ts';

describe('two majors of MSW in one workspace', () => {
  afterEach(() => {
    // The server that failed to close has left the interceptors on.
    const server = setupServer();
    server.listen();
    server.close();
  });

  test('fail with an error that names the cause and the fix', ({ task }) => {
    const server = setupServer(requireOneMajor(http.get('https://graph.microsoft.com/', () => undefined)) as never);
    server.listen();

    if (task.file.projectName === 'msw 2') expect(() => server.close()).not.toThrow();
    else
      expect(() => server.close()).toThrow(
        /^Two majors of MSW are in use: .* Install one major in the whole workspace/,
      );
  });
});
