import type { Faker } from '@faker-js/faker';
import { fakeToken, type Permission, serviceRoots } from '../rules/index.ts';

/** The claims of a fake access token. */
export interface AccessTokenOptions {
  /** Application permissions. Default `ExternalConnection.ReadWrite.OwnedBy`, unless scopes are given. */
  readonly roles?: readonly (Permission | (string & {}))[];
  /** Delegated permissions. Default none. */
  readonly scopes?: readonly (Permission | (string & {}))[];
  /** The app that calls. Default a new GUID. */
  readonly appId?: string;
  /** Default Microsoft Graph, global. */
  readonly audience?: string;
  /** Default the year 2100, so that the token needs no clock. */
  readonly expiresAt?: Date;
}

const farFuture = new Date('2100-01-01T00:00:00Z');
const leastPrivileged: Permission = 'ExternalConnection.ReadWrite.OwnedBy';

/** An unsigned JSON Web Token, marked as a fake. */
export function accessToken(faker: Faker, options: AccessTokenOptions = {}): string {
  const { scopes, appId = faker.string.uuid(), audience = serviceRoots[0], expiresAt = farFuture } = options;
  const roles = options.roles ?? (scopes ? undefined : [leastPrivileged]);
  return fakeToken({
    aud: audience,
    exp: Math.floor(expiresAt.getTime() / 1000),
    appid: appId,
    ...(roles && { roles }),
    ...(scopes && { scp: scopes.join(' ') }),
  });
}
