import { appId, type Scene, type Stage } from '../scene.ts';

const day = 86_400;

/** A connection with the same id that is there already, and which only this app may see. */
const putFor =
  (app: string) =>
  ({ emulator, connection }: Stage): void => {
    const configuration = { authorizedAppIds: [app] };
    emulator.put({ ...connection, configuration, name: 'The one that is there', state: 'ready' });
  };

/** Requests that the service refuses, each for one reason, for good. */
export const refusals: readonly Scene[] = [
  {
    key: 'refused.idHyphen',
    title: 'tells that an id with a hyphen is refused',
    asks: (build) => [build.minimalCreateRequest({ id: 'contoso-hr' })],
  },
  {
    key: 'refused.idBlank',
    title: 'tells that an id with a blank in front is refused',
    asks: (build) => [build.minimalCreateRequest({ id: ' contosohr' })],
  },
  {
    key: 'refused.idTooLong',
    title: 'tells that an id of 33 characters is refused',
    asks: (build) => [build.minimalCreateRequest({ id: 'contoso0human0resources0worldwide' })],
  },
  {
    key: 'refused.idReserved',
    title: 'tells that a reserved id is refused',
    asks: (build) => [build.minimalCreateRequest({ id: 'SharePoint' })],
  },
  {
    key: 'refused.idMicrosoft',
    title: 'tells that an id which begins with Microsoft is refused',
    asks: (build) => [build.minimalCreateRequest({ id: 'MicrosoftDocs' })],
  },
  {
    key: 'refused.nameTooLong',
    title: 'tells that a name of 129 characters is refused',
    asks: (build) => [build.minimalCreateRequest({ name: `${'Contoso HR '.repeat(11)}Contoso!` })],
  },
  {
    key: 'refused.templateId',
    title: 'tells that the id of a result template over 16 characters is refused',
    asks: (build) => [
      build.createRequest({
        searchSettings: { searchResultTemplates: [build.displayTemplate({ id: 'averylongtemplate' })] },
      }),
    ],
  },
  {
    key: 'duplicate.sameId',
    title: 'meets an id that is taken by a connection of its own, and says so or accepts it',
    prepare: putFor(appId),
  },
  {
    key: 'duplicate.ofAnother',
    title: 'meets an id that is taken by a connection of another app, which it cannot see',
    prepare: putFor('7b0f9c55-3f1e-4f0a-9d55-1c2b3a4d5e6f'),
  },
  {
    key: 'permission.missing',
    title: 'tells that the permission is missing, when the service answers 403',
    token: { roles: ['ExternalConnection.Read.All'] },
  },
  {
    key: 'permission.missingAs401',
    title: 'tells that the permission is missing, when the service answers 401',
    token: { roles: ['ExternalConnection.Read.All'] },
    emulator: { missingPermissionStatus: 401, wwwAuthenticate: true },
  },
  { key: 'token.expired', title: 'tells that the token has expired', token: { exp: day } },
];
