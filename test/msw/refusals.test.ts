import { createEmulator, faults } from 'external-connection-testkit/emulator';
import {
  blockUnhandled,
  type HandlerOptions,
  handlers,
  handlersFor,
  loginHandlersFor,
} from 'external-connection-testkit/msw';
import { setupServer } from 'msw/node';
import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { createRequest, requestTo } from '../emulator/requests.ts';

const warn = vi.spyOn(console, 'warn');
beforeEach(() => void warn.mockImplementation(() => {}));
afterEach(() => void warn.mockReset());

function listen(options?: HandlerOptions) {
  const graph = createEmulator();
  const server = setupServer(...handlersFor(graph, options));
  server.listen({ ...blockUnhandled });
  onTestFinished(() => server.close());
  return graph;
}

describe('handlersFor', () => {
  test('prints why a request was refused: the value, the rule and the fix', async () => {
    listen();

    await fetch(createRequest({ id: 'contoso-hr' }));

    expect(warn.mock.calls).toEqual([[expect.stringContaining('got 400 InvalidRequest.')]]);
    const [[printed] = []] = warn.mock.calls;
    expect(printed).toContain(
      'id must contain only ASCII letters and digits, got "contoso-hr" (at /id, rule id.alphanumeric)',
    );
    expect(printed).toContain('Fix: Use letters and digits only');
  });

  test('prints each distinct refusal once', async () => {
    listen();

    for (const id of ['contoso-hr', 'contoso-hr', 'contoso_hr']) await fetch(createRequest({ id }));

    expect(warn).toHaveBeenCalledTimes(2);
  });

  test('prints neither a success, nor a fault, nor a GET of what does not exist', async () => {
    const graph = listen();
    graph.plan(faults.throttled());

    await fetch(createRequest());
    await fetch(createRequest());
    await fetch(requestTo('/another1'));

    expect(warn).not.toHaveBeenCalled();
  });

  test('asks whether the nearest URL was meant', async () => {
    listen();

    await fetch('https://graph.microsoft.com/v1.0/external/conections');

    expect(warn.mock.calls.flat().join('\n')).toContain(
      'Did you mean https://graph.microsoft.com/v1.0/external/connections?',
    );
  });

  test('prints nothing with printRefusals: false', async () => {
    listen({ printRefusals: false });

    await fetch(createRequest({ id: 'contoso-hr' }));

    expect(warn).not.toHaveBeenCalled();
  });

  test('refuses an option that it does not have', () => {
    // What a user without TypeScript may write.
    const options = { printRefusal: false } as HandlerOptions;

    expect(() => handlersFor(createEmulator(), options)).toThrow(
      'handlersFor has no option "printRefusal". Did you mean "printRefusals"?',
    );
  });

  test.for([undefined, { profile: 'live' }, handlers] as const)('refuses %o in place of an emulator', (value) => {
    // @ts-expect-error: what a user without TypeScript may write
    expect(() => handlersFor(value)).toThrow(/^The option emulator is .+\. Use what createEmulator returns\.$/);
    // @ts-expect-error: as above
    expect(() => loginHandlersFor(value)).toThrow(/^The option emulator is .+\. Use what createEmulator returns\.$/);
  });
});
