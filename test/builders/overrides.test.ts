import { describe, expect, test } from 'vitest';
import { createBuilders } from '../../src/builders/index.ts';

describe('overrides', () => {
  const plain = createBuilders({ version: 'beta', seed: 7 }).createRequest();
  const build = () => createBuilders({ version: 'beta', seed: 7 });

  test('merge into objects at any depth and leave the rest', () => {
    const payload = build().createRequest({ name: 'Docs', configuration: { authorizedAppIds: ['a'] } });

    expect(payload).toEqual({ ...plain, name: 'Docs', configuration: { authorizedAppIds: ['a'] } });
  });

  test('replace arrays as a whole', () => {
    const payload = build().createRequest({ activitySettings: { urlToItemResolvers: [] } });

    expect(payload.activitySettings).toEqual({ urlToItemResolvers: [] });
  });

  test('set null', () => {
    expect(build().createRequest({ searchSettings: null })).toEqual({ ...plain, searchSettings: null });
  });

  test('remove a property with undefined', () => {
    const { connectorId, ...rest } = plain;

    const payload = build().createRequest({ connectorId: undefined });

    expect(payload).toStrictEqual(rest);
  });

  test('add properties to a card', () => {
    const card = build().adaptiveCard({ fallbackText: 'Employee' });

    expect(card).toMatchObject({ type: 'AdaptiveCard', fallbackText: 'Employee' });
  });

  test('are copied, so that a later change of them changes no payload', () => {
    const ids = ['a'];

    const payload = build().createRequest({ configuration: { authorizedAppIds: ids } });
    ids.push('b');

    expect(payload.configuration?.authorizedAppIds).toEqual(['a']);
  });

  test('are not checked against the rules', () => {
    expect(build().createRequest({ id: 'not-valid' }).id).toBe('not-valid');
  });

  test('of an unknown key are a type error', () => {
    // @ts-expect-error: a connection has no nickname
    build().createRequest({ nickname: 'HR' });
    // @ts-expect-error: a display template has no title
    build().displayTemplate({ title: 'HR' });
    // @ts-expect-error: it is authorizedAppIds
    build().createRequest({ activitySettings: { resolvers: [] } });

    expect(build().createRequest({ state: 'draft' }).state).toBe('draft');
  });

  test.for([
    [() => ({}), 'the function (anonymous)'],
    ['Docs', '"Docs"'],
    [[{}], 'an array'],
  ])('that are not an object throw: %o', ([overrides, shown]) => {
    expect(() => build().createRequest(overrides as object)).toThrow(
      new TypeError(`The option overrides is ${shown}. Use an object with what differs: { name: 'Docs' }.`),
    );
  });

  test('of an unknown error code throw and name it', () => {
    const code = 'Nope' as 'BadRequest';

    expect(() => build().graphError(code)).toThrow(
      'No error response has the code "Nope". Use a code of errorResponses.',
    );
  });
});
