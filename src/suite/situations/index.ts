/** The situations of the suite, as data. */
import type { ItemIdResolver } from '../../builders/index.ts';
import type { Fault } from '../../emulator/index.ts';
import { lookUps, outages, schemas } from './outages.ts';
import { appId, existing, type SituationData, situationsOf } from './situation.ts';

/** A pattern with the characters that are escaped in JSON, and must not be escaped twice. */
const escaping: ItemIdResolver = {
  '@odata.type': '#microsoft.graph.externalConnectors.itemIdResolver',
  priority: 2,
  itemId: '{slug}',
  urlMatchInfo: {
    baseUrls: ['https://hr.contoso.com/?view=1&lang=en', 'https://hr.contoso.com/a%20b'],
    urlPattern: '/people/(?<slug>[\\w\\-]+)\\.html"?',
  },
};

/** Connections that the service accepts. */
const requests = situationsOf({
  'create.plain': { title: 'id, name and description → creates the connection' },
  'create.settings': {
    title: 'every settings object that both versions know → sends all of them',
    connections: (build) => [build.createRequest({ activitySettings: { urlToItemResolvers: [escaping] } })],
  },
  'create.betaSettings': {
    title: 'settings that only beta knows → sends them, or reports that v1.0 refuses them',
    version: 'beta',
    connections: (build) => [build.createRequest()],
  },
  'create.largest': {
    title: 'the largest connection, every documented limit reached → sends it whole',
    connections: (build) => [build.largestCreateRequest()],
  },
  'create.betaVersion': { title: 'version beta → creates the connection there, where the client can', version: 'beta' },
  'create.nationalCloud': {
    title: 'graphUrl of a national cloud → creates the connection there',
    graphUrl: 'https://graph.microsoft.us',
  },
  'name.nonAscii': {
    title: 'a name outside ASCII → keeps every character',
    minimal: {
      name: 'Größe — 北京 नमस्ते 👩‍👩‍👧 e\u0301 ﬁ \u202eabc',
      description: 'Straße "zitiert" \\ \u2028 <b>&amp;</b> ${name} \u{1f680}',
    },
  },
  'name.longest': {
    title: 'a name of 128 characters → keeps it whole',
    minimal: { name: `${'Contoso HR '.repeat(11)}Contoso` },
  },
  'text.verbatim': {
    title: 'spaces, line ends and quotes → keeps them',
    minimal: {
      name: ' Contoso  HR ',
      description: '  Two  spaces,\na "quoted" line\r\n\tand a tab. \n',
    },
  },
  'id.longest': {
    title: 'an id of 32 characters → keeps it with its capitals',
    minimal: { id: 'Contoso0HumanResources0Worldwide' },
  },
  'create.twoAtOnce': {
    title: 'two connections at once → creates both without mixing them',
    hasOwnIds: true,
    connections: (build) => [
      build.minimalCreateRequest({ id: 'FirstOfTwo', name: 'First' }),
      build.createRequest({ id: 'SecondOfTwo', name: 'Second' }),
    ],
  },
});

/** A fault that replaces the body of the response. */
function replacingBody(name: string, text: string, stage: Fault['stage'] = 'after'): Fault {
  return {
    name,
    stage,
    on: ['createConnection'],
    change: (response, error) => ({ ...(stage === 'after' ? response : error('malformed')), body: text, isText: true }),
  };
}

/** Successes that look unusual, and failures that say less than usual. */
const responses = situationsOf({
  'answer.draft': { title: '201 in state draft → returns: nothing else makes it ready' },
  'answer.futureMember': { title: '201 with unknown members of enums → succeeds', eachTime: 'unknownEnumMember' },
  'answer.futureProperty': { title: '201 with unknown properties → succeeds', eachTime: 'extraProperties' },
  'answer.emptyBody': {
    title: '201 with an empty body → does not crash',
    eachTime: replacingBody('emptyBody', ''),
  },
  'answer.malformedBody': { title: '201 with a body that is not JSON → does not crash', eachTime: 'malformedJson' },
  'answer.truncatedBody': { title: '201 with half a body → does not crash', eachTime: 'truncatedBody' },
  'error.withoutInnerError': { title: '400 without innerError → reports the failure', eachTime: 'withoutInnerError' },
  'error.otherShape': {
    title: '400 with JSON that has no error in it → reports the failure',
    eachTime: replacingBody('otherShape', '{"Message":"Something went wrong."}', 'instead'),
  },
  'error.emptyBody': {
    title: '400 with an empty body → reports the failure',
    eachTime: replacingBody('emptyBody', '', 'instead'),
  },
  'error.htmlPage': { title: '502 with the HTML page of a gateway → reports the failure', eachTime: 'htmlErrorPage' },
});

const secondsOfADay = 86_400;

/** Requests that the service refuses for good, each for one reason. */
const refusals = situationsOf({
  'refused.idHyphen': { title: '400, an id with a hyphen → reports the refusal', minimal: { id: 'contoso-hr' } },
  'refused.idBlank': {
    title: '400, an id that begins with a space → reports the refusal',
    minimal: { id: ' contosohr' },
  },
  'refused.idTooLong': {
    title: '400, an id of 33 characters → reports the refusal',
    minimal: { id: 'contoso0human0resources0worldwide' },
  },
  'refused.idReserved': { title: '400, a reserved id → reports the refusal', minimal: { id: 'SharePoint' } },
  'refused.idMicrosoft': {
    title: '400, an id that begins with Microsoft → reports the refusal',
    minimal: { id: 'MicrosoftDocs' },
  },
  'refused.nameTooLong': {
    title: '400, a name of 129 characters → reports the refusal',
    minimal: { name: `${'Contoso HR '.repeat(11)}Contoso!` },
  },
  'refused.templateId': {
    title: '400, a result template with an id over 16 characters → reports the refusal',
    needs: 'searchSettings',
    connections: (build) => [
      build.createRequest({
        searchSettings: { searchResultTemplates: [build.displayTemplate({ id: 'averylongtemplate' })] },
      }),
    ],
  },
  'duplicate.sameId': {
    title: '409, the id of a connection of this app → reports or accepts it',
    needs: 'id',
    prepare: existing(appId, { name: 'The existing one' }),
  },
  'duplicate.ofAnother': {
    title: '409, the id of a connection of another app, which a GET may not read → reports or accepts it',
    needs: 'id',
    prepare: existing('7b0f9c55-3f1e-4f0a-9d55-1c2b3a4d5e6f', { name: 'The existing one' }),
  },
  'permission.missing': {
    title: '403 to every request, the permission is missing → reports the refusal',
    token: { roles: ['User.Read.All'] },
  },
  'permission.missingAs401': {
    title: '401 to every request, the permission is missing → reports the refusal',
    token: { roles: ['User.Read.All'] },
    emulator: () => ({ missingPermissionStatus: 401, wwwAuthenticate: true }),
  },
  'token.expired': {
    title: '401 to every request, the token has expired → reports it, or gets a new one',
    token: { exp: secondsOfADay },
  },
});

/** Every situation, in the order in which they run. */
export const allSituations: readonly SituationData[] = [
  ...requests,
  ...responses,
  ...refusals,
  ...outages,
  ...lookUps,
  ...schemas,
];
