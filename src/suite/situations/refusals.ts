import { appId, type Preparation, type SituationData } from './situation.ts';

const secondsOfADay = 86_400;

/** Stores a connection with the same id, which only this app can see. */
const existingFor =
  (app: string) =>
  ({ emulator, connection }: Preparation): void => {
    const configuration = { authorizedAppIds: [app] };
    emulator.put({ ...connection, configuration, name: 'The existing one', state: 'ready' });
  };

/** Requests that the service refuses for good, each for one reason. */
export const refusals: readonly SituationData[] = [
  {
    key: 'refused.idHyphen',
    title: '400, an id with a hyphen → reports the refusal',
    connections: (build) => [build.minimalCreateRequest({ id: 'contoso-hr' })],
  },
  {
    key: 'refused.idBlank',
    title: '400, an id that begins with a space → reports the refusal',
    connections: (build) => [build.minimalCreateRequest({ id: ' contosohr' })],
  },
  {
    key: 'refused.idTooLong',
    title: '400, an id of 33 characters → reports the refusal',
    connections: (build) => [build.minimalCreateRequest({ id: 'contoso0human0resources0worldwide' })],
  },
  {
    key: 'refused.idReserved',
    title: '400, a reserved id → reports the refusal',
    connections: (build) => [build.minimalCreateRequest({ id: 'SharePoint' })],
  },
  {
    key: 'refused.idMicrosoft',
    title: '400, an id that begins with Microsoft → reports the refusal',
    connections: (build) => [build.minimalCreateRequest({ id: 'MicrosoftDocs' })],
  },
  {
    key: 'refused.nameTooLong',
    title: '400, a name of 129 characters → reports the refusal',
    connections: (build) => [build.minimalCreateRequest({ name: `${'Contoso HR '.repeat(11)}Contoso!` })],
  },
  {
    key: 'refused.templateId',
    title: '400, a result template with an id over 16 characters → reports the refusal',
    needs: 'searchSettings',
    connections: (build) => [
      build.createRequest({
        searchSettings: { searchResultTemplates: [build.displayTemplate({ id: 'averylongtemplate' })] },
      }),
    ],
  },
  {
    key: 'duplicate.sameId',
    title: '409, the id of a connection of this app → reports or accepts it',
    prepare: existingFor(appId),
  },
  {
    key: 'duplicate.ofAnother',
    title: '409, the id of a connection of another app, which a GET does not find → reports or accepts it',
    prepare: existingFor('7b0f9c55-3f1e-4f0a-9d55-1c2b3a4d5e6f'),
  },
  {
    key: 'permission.missing',
    title: '403 to every request, the permission is missing → reports the refusal',
    token: { roles: ['User.Read.All'] },
  },
  {
    key: 'permission.missingAs401',
    title: '401 to every request, the permission is missing → reports the refusal',
    token: { roles: ['User.Read.All'] },
    emulator: { missingPermissionStatus: 401, wwwAuthenticate: true },
  },
  {
    key: 'token.expired',
    title: '401 to every request, the token has expired → reports it, or gets a new one',
    token: { exp: secondsOfADay },
  },
];
