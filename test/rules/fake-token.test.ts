import { expect, test } from 'vitest';
import { claimsOf, fakeToken } from '../../src/rules/index.ts';

test.for(['>>>???', 'a>>>???', 'aa>>>???', 'ÿþýüûúùø', '数据'].map((appid) => ({ appid })))(
  'a fake token has its claims, whatever their letters: %j',
  (claims) => {
    const token = fakeToken(claims);

    expect(token).toMatch(/^[\w-]+\.[\w-]+\.not-signed$/);
    expect(claimsOf(token)).toEqual(claims);
  },
);

test('a fake token says of itself that it is one, and is not signed', () => {
  const [header = ''] = fakeToken({}).split('.');

  expect(JSON.parse(atob(header))).toEqual({ typ: 'JWT', alg: 'none', fake: 'external-connection-testkit' });
});
