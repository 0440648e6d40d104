/** An answer, as a deviation changes it. */
export interface Answer {
  status: number;
  readonly headers: Headers;
  /** JSON, or a text; undefined where there is none. */
  // biome-ignore lint/suspicious/noExplicitAny: a deviation reaches into whatever the body is
  body: any;
}

/** A way in which a provider breaks the shipped contract. */
export interface Deviation {
  /** What is wrong with the provider. */
  readonly title: string;
  /** The interaction that it breaks. */
  readonly interaction: string;
  readonly change: (answer: Answer) => void;
  /** Where the verification must see it. */
  readonly place: string;
  /** What it must say of it: what was expected, then what came. */
  readonly says: RegExp;
}

const create = 'a create with id, name and description';
const duplicate = 'a create with an id that is taken';
const list = 'a request for all connections';
const operation = 'a request for an operation that is in progress';
const registration = 'the registration of a schema';
const schema = 'a request for a schema';
const throttled = 'a create that is throttled';
const context = "body $['@odata.context']";

/** Each breaks one thing. */
export const deviations: readonly Deviation[] = [
  {
    title: 'a create is answered 200',
    interaction: create,
    change: (answer) => {
      answer.status = 200;
    },
    place: 'status',
    says: /^201, but came 200$/,
  },
  {
    title: 'a conflict has another code',
    interaction: duplicate,
    change: ({ body }) => {
      body.error.code = 'Conflict';
    },
    place: 'body $.error.code',
    says: /NameAlreadyExists.*, but came 'Conflict'/,
  },
  {
    title: 'a conflict has the code in another case',
    interaction: duplicate,
    change: ({ body }) => {
      body.error.code = 'nameAlreadyExists';
    },
    place: 'body $.error.code',
    says: /NameAlreadyExists.*, but came 'nameAlreadyExists'/,
  },
  {
    title: 'the id is missing',
    interaction: create,
    change: ({ body }) => {
      delete body.id;
    },
    place: 'body $',
    says: /\bid\b/,
  },
  {
    title: 'the id is another',
    interaction: create,
    change: ({ body }) => {
      body.id = '71997ef6-e7c1-4d1a-8c5a-6b1d8f0e2a34';
    },
    place: 'body $.id',
    says: /'contosohr'.*, but came '71997ef6/,
  },
  {
    title: 'the state is missing',
    interaction: create,
    change: ({ body }) => {
      delete body.state;
    },
    place: 'body $',
    says: /\bstate\b/,
  },
  {
    title: 'the state is in another case',
    interaction: create,
    change: ({ body }) => {
      body.state = 'Draft';
    },
    place: 'body $.state',
    says: /'draft'.*, but came 'Draft'/,
  },
  {
    title: 'the state is null',
    interaction: create,
    change: ({ body }) => {
      body.state = null;
    },
    place: 'body $.state',
    says: /'draft'.*, but came null/,
  },
  {
    title: 'the name is a number',
    interaction: create,
    change: ({ body }) => {
      body.name = 7;
    },
    place: 'body $.name',
    says: /'Contoso HR'.*, but came 7/,
  },
  {
    title: 'the description is not what was sent',
    interaction: create,
    change: ({ body }) => {
      body.description = '';
    },
    place: 'body $.description',
    says: /'Connection to index Contoso HR system'.*, but came ''/,
  },
  {
    title: 'the context is that of another set',
    interaction: create,
    change: ({ body }) => {
      body['@odata.context'] = 'https://graph.microsoft.com/v1.0/$metadata#users/$entity';
    },
    place: context,
    says: /match.*connections.*, but came .*users/,
  },
  {
    title: 'the context is missing',
    interaction: create,
    change: ({ body }) => {
      delete body['@odata.context'];
    },
    place: 'body $',
    says: /@odata\.context/,
  },
  {
    title: 'the configuration is an array',
    interaction: create,
    change: ({ body }) => {
      body.configuration = [];
    },
    place: 'body $.configuration',
    says: /./,
  },
  {
    title: 'no app is authorized',
    interaction: create,
    change: ({ body }) => {
      body.configuration.authorizedAppIds = [];
    },
    place: 'body $.configuration.authorizedAppIds',
    says: /minimum size of 1, but came \[\]/,
  },
  {
    title: 'the authorized apps are one text',
    interaction: create,
    change: ({ body }) => {
      body.configuration.authorizedAppIds = 'd310d35d-72ec-47dd-92f2-fb9c40936555';
    },
    place: 'body $.configuration.authorizedAppIds',
    says: /d310d35d/,
  },
  {
    title: 'an authorized app is a number',
    interaction: create,
    change: ({ body }) => {
      body.configuration.authorizedAppIds = [7];
    },
    place: 'body $.configuration.authorizedAppIds[0]',
    says: /but came 7/,
  },
  {
    title: 'a connection comes as HTML',
    interaction: create,
    change: (answer) => {
      answer.headers.set('content-type', 'text/html');
      answer.body = '<html></html>';
    },
    place: 'header Content-Type',
    says: /application\/json.*, but came .*text\/html/,
  },
  {
    title: 'the Content-Type is that of a text',
    interaction: duplicate,
    change: ({ headers }) => {
      headers.set('content-type', 'text/plain');
    },
    place: 'header Content-Type',
    says: /application\/json.*, but came .*text\/plain/,
  },
  {
    title: 'a registration has no Location',
    interaction: registration,
    change: ({ headers }) => {
      headers.delete('location');
    },
    place: 'header Location',
    says: /^a header like .*operations.*, but came none$/,
  },
  {
    title: 'a registration has a Location that is no operation',
    interaction: registration,
    change: ({ headers }) => {
      headers.set('location', 'https://graph.microsoft.com/v1.0/external/connections/contosohr');
    },
    place: 'header Location',
    says: /match.*operations.*, but came .*contosohr'$/,
  },
  {
    title: 'a registration is answered 204',
    interaction: registration,
    change: (answer) => {
      answer.status = 204;
    },
    place: 'status',
    says: /^202, but came 204$/,
  },
  {
    title: 'a throttled create has no Retry-After',
    interaction: throttled,
    change: ({ headers }) => {
      headers.delete('retry-after');
    },
    place: 'header Retry-After',
    says: /^a header like "1", but came none$/,
  },
  {
    title: 'Retry-After is no number',
    interaction: throttled,
    change: ({ headers }) => {
      headers.set('retry-after', 'soon');
    },
    place: 'header Retry-After',
    says: /match.*, but came 'soon'/,
  },
  {
    title: 'a throttled create is answered 503',
    interaction: throttled,
    change: (answer) => {
      answer.status = 503;
    },
    place: 'status',
    says: /^429, but came 503$/,
  },
  {
    title: 'an error has no envelope',
    interaction: duplicate,
    change: (answer) => {
      answer.body = answer.body.error;
    },
    place: 'body $',
    says: /\berror\b/,
  },
  {
    title: 'an error has no innerError',
    interaction: duplicate,
    change: ({ body }) => {
      delete body.error.innerError;
    },
    place: 'body $.error',
    says: /innerError/,
  },
  {
    title: 'an error spells innererror',
    interaction: duplicate,
    change: ({ body }) => {
      body.error.innererror = body.error.innerError;
      delete body.error.innerError;
    },
    place: 'body $.error',
    says: /innerError/,
  },
  {
    title: 'a request-id is no GUID',
    interaction: duplicate,
    change: ({ body }) => {
      body.error.innerError['request-id'] = '7';
    },
    place: "body $.error.innerError['request-id']",
    says: /match.*, but came '7'/,
  },
  {
    title: 'the date of an error has a zone',
    interaction: duplicate,
    change: ({ body }) => {
      body.error.innerError.date = '2026-11-24T08:00:00Z';
    },
    place: 'body $.error.innerError.date',
    says: /match.*, but came '2026-11-24T08:00:00Z'/,
  },
  {
    title: 'the message of an error is an object',
    interaction: duplicate,
    change: ({ body }) => {
      body.error.message = { value: 'taken' };
    },
    place: 'body $.error.message',
    says: /./,
  },
  {
    title: 'a list is the array itself',
    interaction: list,
    change: (answer) => {
      answer.body = answer.body.value;
    },
    place: 'body $',
    says: /./,
  },
  {
    title: 'a list leaves out the connection that exists',
    interaction: list,
    change: ({ body }) => {
      body.value = [];
    },
    place: 'body $.value',
    says: /minimum size of 1, but came \[\]/,
  },
  {
    title: 'an operation has its status in another case',
    interaction: operation,
    change: ({ body }) => {
      body.status = 'inProgress';
    },
    place: 'body $.status',
    says: /'inprogress'.*, but came 'inProgress'/,
  },
  {
    title: 'an operation has no id',
    interaction: operation,
    change: ({ body }) => {
      delete body.id;
    },
    place: 'body $',
    says: /\bid\b/,
  },
  {
    title: 'a schema is of another base type',
    interaction: schema,
    change: ({ body }) => {
      body.baseType = 'microsoft.graph.listItem';
    },
    place: 'body $.baseType',
    says: /'microsoft\.graph\.externalItem'.*, but came 'microsoft\.graph\.listItem'/,
  },
  {
    title: 'an update is answered 200',
    interaction: 'an update of a connection',
    change: (answer) => {
      answer.status = 200;
    },
    place: 'status',
    says: /^204, but came 200$/,
  },
  {
    title: 'a deletion is answered 204',
    interaction: 'the deletion of a connection',
    change: (answer) => {
      answer.status = 204;
    },
    place: 'status',
    says: /^202, but came 204$/,
  },
  {
    title: 'a deletion is answered with the connection',
    interaction: 'the deletion of a connection',
    change: (answer) => {
      answer.body = { id: 'contosohr' };
    },
    place: 'body',
    says: /^empty body, but came \{"id":"contosohr"\}$/,
  },
  {
    title: 'a registration is answered with its operation',
    interaction: registration,
    change: (answer) => {
      answer.body = { status: 'inprogress' };
    },
    place: 'body',
    says: /^empty body, but came \{"status":"inprogress"\}$/,
  },
  {
    title: 'a request without a token is answered 403',
    interaction: 'a create without a token',
    change: (answer) => {
      answer.status = 403;
    },
    place: 'status',
    says: /^401, but came 403$/,
  },
  {
    title: 'a bad id is accepted',
    interaction: 'a create with an id that holds a hyphen',
    change: (answer) => {
      answer.status = 201;
    },
    place: 'status',
    says: /^400, but came 201$/,
  },
];
