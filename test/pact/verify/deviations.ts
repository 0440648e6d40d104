/** A response, as a deviation changes it. */
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
  readonly change: (response: Answer) => void;
  /** Where the verification must see it. */
  readonly place: string;
  /** What it must say of it: what was expected, then what came. */
  readonly message: RegExp;
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
    title: 'a create gets 200',
    interaction: create,
    change: (response) => {
      response.status = 200;
    },
    place: 'status',
    message: /^201, got 200$/,
  },
  {
    title: 'a conflict has another code',
    interaction: duplicate,
    change: ({ body }) => {
      body.error.code = 'Conflict';
    },
    place: 'body $.error.code',
    message: /NameAlreadyExists.*, got 'Conflict'/,
  },
  {
    title: 'a conflict has the code in another case',
    interaction: duplicate,
    change: ({ body }) => {
      body.error.code = 'nameAlreadyExists';
    },
    place: 'body $.error.code',
    message: /NameAlreadyExists.*, got 'nameAlreadyExists'/,
  },
  {
    title: 'the id is missing',
    interaction: create,
    change: ({ body }) => {
      delete body.id;
    },
    place: 'body $',
    message: /\bid\b/,
  },
  {
    title: 'the id is another',
    interaction: create,
    change: ({ body }) => {
      body.id = '71997ef6-e7c1-4d1a-8c5a-6b1d8f0e2a34';
    },
    place: 'body $.id',
    message: /'contosohr'.*, got '71997ef6/,
  },
  {
    title: 'the state is missing',
    interaction: create,
    change: ({ body }) => {
      delete body.state;
    },
    place: 'body $',
    message: /\bstate\b/,
  },
  {
    title: 'the state is in another case',
    interaction: create,
    change: ({ body }) => {
      body.state = 'Draft';
    },
    place: 'body $.state',
    message: /'draft'.*, got 'Draft'/,
  },
  {
    title: 'the state is null',
    interaction: create,
    change: ({ body }) => {
      body.state = null;
    },
    place: 'body $.state',
    message: /'draft'.*, got null/,
  },
  {
    title: 'the name is a number',
    interaction: create,
    change: ({ body }) => {
      body.name = 7;
    },
    place: 'body $.name',
    message: /'Contoso HR'.*, got 7/,
  },
  {
    title: 'the description is not what was sent',
    interaction: create,
    change: ({ body }) => {
      body.description = '';
    },
    place: 'body $.description',
    message: /'Connection to index Contoso HR system'.*, got ''/,
  },
  {
    title: 'the context is that of another set',
    interaction: create,
    change: ({ body }) => {
      body['@odata.context'] = 'https://graph.microsoft.com/v1.0/$metadata#users/$entity';
    },
    place: context,
    message: /match.*connections.*, got .*users/,
  },
  {
    title: 'the context is missing',
    interaction: create,
    change: ({ body }) => {
      delete body['@odata.context'];
    },
    place: 'body $',
    message: /@odata\.context/,
  },
  {
    title: 'the configuration is an array',
    interaction: create,
    change: ({ body }) => {
      body.configuration = [];
    },
    place: 'body $.configuration',
    message: /./,
  },
  {
    title: 'no app is authorized',
    interaction: create,
    change: ({ body }) => {
      body.configuration.authorizedAppIds = [];
    },
    place: 'body $.configuration.authorizedAppIds',
    message: /minimum size of 1, got \[\]/,
  },
  {
    title: 'the authorized apps are one text',
    interaction: create,
    change: ({ body }) => {
      body.configuration.authorizedAppIds = 'd310d35d-72ec-47dd-92f2-fb9c40936555';
    },
    place: 'body $.configuration.authorizedAppIds',
    message: /d310d35d/,
  },
  {
    title: 'an authorized app is a number',
    interaction: create,
    change: ({ body }) => {
      body.configuration.authorizedAppIds = [7];
    },
    place: 'body $.configuration.authorizedAppIds[0]',
    message: /got 7/,
  },
  {
    title: 'a connection comes as HTML',
    interaction: create,
    change: (response) => {
      response.headers.set('content-type', 'text/html');
      response.body = '<html></html>';
    },
    place: 'header Content-Type',
    message: /application\/json.*, got .*text\/html/,
  },
  {
    title: 'the Content-Type is that of a text',
    interaction: duplicate,
    change: ({ headers }) => {
      headers.set('content-type', 'text/plain');
    },
    place: 'header Content-Type',
    message: /application\/json.*, got .*text\/plain/,
  },
  {
    title: 'a registration has no Location',
    interaction: registration,
    change: ({ headers }) => {
      headers.delete('location');
    },
    place: 'header Location',
    message: /^a header like .*operations.*, got none$/,
  },
  {
    title: 'a registration has a Location that is no operation',
    interaction: registration,
    change: ({ headers }) => {
      headers.set('location', 'https://graph.microsoft.com/v1.0/external/connections/contosohr');
    },
    place: 'header Location',
    message: /match.*operations.*, got .*contosohr'$/,
  },
  {
    title: 'a registration gets 204',
    interaction: registration,
    change: (response) => {
      response.status = 204;
    },
    place: 'status',
    message: /^202, got 204$/,
  },
  {
    title: 'a throttled create has no Retry-After',
    interaction: throttled,
    change: ({ headers }) => {
      headers.delete('retry-after');
    },
    place: 'header Retry-After',
    message: /^a header like "1", got none$/,
  },
  {
    title: 'Retry-After is not a number',
    interaction: throttled,
    change: ({ headers }) => {
      headers.set('retry-after', 'soon');
    },
    place: 'header Retry-After',
    message: /match.*, got 'soon'/,
  },
  {
    title: 'a throttled create gets 503',
    interaction: throttled,
    change: (response) => {
      response.status = 503;
    },
    place: 'status',
    message: /^429, got 503$/,
  },
  {
    title: 'an error has no envelope',
    interaction: duplicate,
    change: (response) => {
      response.body = response.body.error;
    },
    place: 'body $',
    message: /\berror\b/,
  },
  {
    title: 'an error has no innerError',
    interaction: duplicate,
    change: ({ body }) => {
      delete body.error.innerError;
    },
    place: 'body $.error',
    message: /innerError/,
  },
  {
    title: 'an error spells innererror',
    interaction: duplicate,
    change: ({ body }) => {
      body.error.innererror = body.error.innerError;
      delete body.error.innerError;
    },
    place: 'body $.error',
    message: /innerError/,
  },
  {
    title: 'a request-id is no GUID',
    interaction: duplicate,
    change: ({ body }) => {
      body.error.innerError['request-id'] = '7';
    },
    place: "body $.error.innerError['request-id']",
    message: /match.*, got '7'/,
  },
  {
    title: 'the date of an error has a zone',
    interaction: duplicate,
    change: ({ body }) => {
      body.error.innerError.date = '2026-11-24T08:00:00Z';
    },
    place: 'body $.error.innerError.date',
    message: /match.*, got '2026-11-24T08:00:00Z'/,
  },
  {
    title: 'the message of an error is an object',
    interaction: duplicate,
    change: ({ body }) => {
      body.error.message = { value: 'taken' };
    },
    place: 'body $.error.message',
    message: /./,
  },
  {
    title: 'a list is the array itself',
    interaction: list,
    change: (response) => {
      response.body = response.body.value;
    },
    place: 'body $',
    message: /./,
  },
  {
    title: 'a list leaves out the connection that exists',
    interaction: list,
    change: ({ body }) => {
      body.value = [];
    },
    place: 'body $.value',
    message: /minimum size of 1, got \[\]/,
  },
  {
    title: 'an operation has its status in another case',
    interaction: operation,
    change: ({ body }) => {
      body.status = 'inProgress';
    },
    place: 'body $.status',
    message: /'inprogress'.*, got 'inProgress'/,
  },
  {
    title: 'an operation has no id',
    interaction: operation,
    change: ({ body }) => {
      delete body.id;
    },
    place: 'body $',
    message: /\bid\b/,
  },
  {
    title: 'a schema is of another base type',
    interaction: schema,
    change: ({ body }) => {
      body.baseType = 'microsoft.graph.listItem';
    },
    place: 'body $.baseType',
    message: /'microsoft\.graph\.externalItem'.*, got 'microsoft\.graph\.listItem'/,
  },
  {
    title: 'an update gets 200',
    interaction: 'an update of a connection',
    change: (response) => {
      response.status = 200;
    },
    place: 'status',
    message: /^204, got 200$/,
  },
  {
    title: 'a deletion gets 204',
    interaction: 'the deletion of a connection',
    change: (response) => {
      response.status = 204;
    },
    place: 'status',
    message: /^202, got 204$/,
  },
  {
    title: 'a deletion gets with the connection',
    interaction: 'the deletion of a connection',
    change: (response) => {
      response.body = { id: 'contosohr' };
    },
    place: 'body',
    message: /^empty body, got \{"id":"contosohr"\}$/,
  },
  {
    title: 'a registration gets with its operation',
    interaction: registration,
    change: (response) => {
      response.body = { status: 'inprogress' };
    },
    place: 'body',
    message: /^empty body, got \{"status":"inprogress"\}$/,
  },
  {
    title: 'a request without a token gets 403',
    interaction: 'a create without a token',
    change: (response) => {
      response.status = 403;
    },
    place: 'status',
    message: /^401, got 403$/,
  },
  {
    title: 'a bad id is accepted',
    interaction: 'a create with an id that holds a hyphen',
    change: (response) => {
      response.status = 201;
    },
    place: 'status',
    message: /^400, got 201$/,
  },
];
