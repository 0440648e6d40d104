import type { ItemIdResolver } from '../../builders/index.ts';
import type { SituationData } from './situation.ts';

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
export const requests: readonly SituationData[] = [
  { key: 'create.plain', title: 'id, name and description → creates the connection' },
  {
    key: 'create.settings',
    title: 'every settings object that both versions know → sends all of them',
    connections: (build) => [build.createRequest({ activitySettings: { urlToItemResolvers: [escaping] } })],
  },
  {
    key: 'create.betaSettings',
    title: 'settings that only beta knows → sends them, or reports that v1.0 refuses them',
    version: 'beta',
    connections: (build) => [build.createRequest()],
  },
  {
    key: 'create.largest',
    title: 'the largest connection, every documented limit reached → sends it whole',
    connections: (build) => [build.largestCreateRequest()],
  },
  {
    key: 'create.betaVersion',
    title: 'version beta → creates the connection there, where the client can',
    version: 'beta',
  },
  {
    key: 'create.nationalCloud',
    title: 'graphUrl of a national cloud → creates the connection there',
    graphUrl: 'https://graph.microsoft.us',
  },
  {
    key: 'name.nonAscii',
    title: 'a name outside ASCII → keeps every character',
    connections: (build) => [
      build.minimalCreateRequest({
        name: 'Größe — 北京 नमस्ते 👩‍👩‍👧 e\u0301 ﬁ \u202eabc',
        description: 'Straße "zitiert" \\ \u2028 <b>&amp;</b> ${name} \u{1f680}',
      }),
    ],
  },
  {
    key: 'name.longest',
    title: 'a name of 128 characters → keeps it whole',
    connections: (build) => [build.minimalCreateRequest({ name: `${'Contoso HR '.repeat(11)}Contoso` })],
  },
  {
    key: 'text.verbatim',
    title: 'spaces, line ends and quotes → keeps them',
    connections: (build) => [
      build.minimalCreateRequest({
        name: ' Contoso  HR ',
        description: '  Two  blanks,\na "quoted" line\r\n\tand a tab. \n',
      }),
    ],
  },
  {
    key: 'id.longest',
    title: 'an id of 32 characters → keeps it with its capitals',
    connections: (build) => [build.minimalCreateRequest({ id: 'Contoso0HumanResources0Worldwide' })],
  },
  {
    key: 'create.twoAtOnce',
    title: 'two connections at once → creates both without mixing them',
    connections: (build) => [
      build.minimalCreateRequest({ id: 'FirstOfTwo', name: 'First' }),
      build.createRequest({ id: 'SecondOfTwo', name: 'Second' }),
    ],
  },
];
