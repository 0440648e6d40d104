import type { ItemIdResolver } from '../../builders/index.ts';
import type { Scene } from '../scene.ts';

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

/** What is asked for: each of it a connection that the service takes. */
export const requests: readonly Scene[] = [
  { key: 'create.plain', title: 'creates a connection with id, name and description' },
  {
    key: 'create.settings',
    title: 'sends every settings object that both versions know',
    asks: (build) => [build.createRequest({ activitySettings: { urlToItemResolvers: [escaping] } })],
  },
  {
    key: 'create.betaSettings',
    title: 'sends the settings that only beta knows, or tells that v1.0 refuses them',
    version: 'beta',
    asks: (build) => [build.createRequest()],
  },
  {
    key: 'create.largest',
    title: 'sends the largest connection: every documented limit reached',
    asks: (build) => [build.largestCreateRequest()],
  },
  {
    key: 'create.betaVersion',
    title: 'creates a connection on beta, where it can',
    version: 'beta',
  },
  {
    key: 'create.nationalCloud',
    title: 'creates a connection in a national cloud, by the root that it was given',
    graphUrl: 'https://graph.microsoft.us',
  },
  {
    key: 'name.nonAscii',
    title: 'keeps a name outside ASCII as it is',
    asks: (build) => [
      build.minimalCreateRequest({
        name: 'Größe — 北京 नमस्ते 👩‍👩‍👧 e\u0301 ﬁ \u202eabc',
        description: 'Straße "zitiert" \\ \u2028 <b>&amp;</b> ${name} \u{1f680}',
      }),
    ],
  },
  {
    key: 'name.longest',
    title: 'keeps a name of 128 characters whole',
    asks: (build) => [build.minimalCreateRequest({ name: `${'Contoso HR '.repeat(11)}Contoso` })],
  },
  {
    key: 'text.verbatim',
    title: 'keeps blanks, line ends and quotes as they are',
    asks: (build) => [
      build.minimalCreateRequest({
        name: ' Contoso  HR ',
        description: '  Two  blanks,\na "quoted" line\r\n\tand a tab. \n',
      }),
    ],
  },
  {
    key: 'id.longest',
    title: 'keeps an id of 32 characters in its letter case',
    asks: (build) => [build.minimalCreateRequest({ id: 'Contoso0HumanResources0Worldwide' })],
  },
  {
    key: 'create.twoAtOnce',
    title: 'creates two connections at once without mixing them',
    asks: (build) => [
      build.minimalCreateRequest({ id: 'FirstOfTwo', name: 'First' }),
      build.createRequest({ id: 'SecondOfTwo', name: 'Second' }),
    ],
  },
];
