import { describe, expect, test } from 'vitest';
import { createBuilders } from '../../src/builders/index.ts';

describe('overrides', () => {
  const plain = createBuilders({ seed: 7 }).createRequest();
  const build = () => createBuilders({ seed: 7 });

  test('merge into objects at any depth and leave the rest', () => {
    const payload = build().createRequest({ name: 'Docs', configuration: { authorizedAppIds: ['a'] } });

    expect(payload).toEqual({ ...plain, name: 'Docs', configuration: { authorizedAppIds: ['a'] } });
  });

  test('replace arrays as a whole', () => {
    const payload = build().createRequest({ activitySettings: { urlToItemResolvers: [] } });

    expect(payload.activitySettings).toEqual({ urlToItemResolvers: [] });
  });

  test('put null where it is said', () => {
    expect(build().createRequest({ searchSettings: null })).toEqual({ ...plain, searchSettings: null });
  });

  test('take a member away with undefined', () => {
    const { connectorId, ...rest } = plain;

    const payload = build().createRequest({ connectorId: undefined });

    expect(payload).toStrictEqual(rest);
  });

  test('add members to a card', () => {
    const card = build().adaptiveCard({ fallbackText: 'Employee' });

    expect(card).toMatchObject({ type: 'AdaptiveCard', fallbackText: 'Employee' });
  });

  test('are copied: a later change of them changes no payload', () => {
    const ids = ['a'];

    const payload = build().createRequest({ configuration: { authorizedAppIds: ids } });
    ids.push('b');

    expect(payload.configuration?.authorizedAppIds).toEqual(['a']);
  });

  test('may break a rule, for a test that wants to see it refused', () => {
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

  test('of a code that no answer has throw, naming it', () => {
    const code = 'Nope' as 'BadRequest';

    expect(() => build().graphError(code)).toThrow('No answer has the code "Nope". The table "answers" lists them.');
  });
});
