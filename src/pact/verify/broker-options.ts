import { badOption, option, readOptions } from '../../schemas/index.ts';

/** Which pacts a broker gives: those of a branch, of what is deployed, and their like. */
export interface ConsumerVersionSelector {
  readonly mainBranch?: boolean;
  readonly branch?: string;
  readonly matchingBranch?: boolean;
  readonly deployedOrReleased?: boolean;
  readonly deployed?: boolean;
  readonly released?: boolean;
  readonly environment?: string;
  readonly tag?: string;
  readonly fallbackTag?: string;
  readonly latest?: boolean;
  readonly consumer?: string;
}

/** A Pact Broker or PactFlow. */
export interface BrokerOptions {
  readonly url: string;
  /** Either a token, or a user name with its password, or neither. Is nowhere written down. */
  readonly token?: string;
  readonly username?: string;
  readonly password?: string;
  /** Default: `[{ mainBranch: true }, { deployedOrReleased: true }]`. */
  readonly selectors?: readonly ConsumerVersionSelector[];
  /** Whether a pact may fail that the branch or the tags of `publish` have never held. Default false. */
  readonly pending?: boolean;
  /** A date such as `2026-01-01`: pacts in progress since then are verified too, and may fail. Default: none are. */
  readonly wipSince?: string;
  /** Publishes the results. Default: they are not published. */
  readonly publish?: PublishOptions;
}

/** Under which version, branch and tags the results are published. */
export interface PublishOptions {
  /** The version of the provider, such as a commit. */
  readonly version: string;
  readonly branch?: string;
  readonly tags?: readonly string[];
  /** The run of the pipeline, for people to look at. */
  readonly buildUrl?: string;
}

const brokerShape = {
  url: option.required(option.text('the URL of a Pact Broker')),
  token: option.text('a token'),
  username: option.text('the name of a user'),
  password: option.text('the password of the user'),
  selectors: option.where<readonly object[]>(
    (value) => Array.isArray(value) && value.length > 0,
    'an array such as [{ mainBranch: true }]',
  ),
  pending: option.flag(),
  wipSince: option.text('a date such as "2026-01-01"', /^\d{4}-\d{2}-\d{2}/),
  publish: option.any(),
};

const selectorShape = {
  mainBranch: option.flag(),
  branch: option.text('the name of a branch'),
  matchingBranch: option.flag(),
  deployedOrReleased: option.flag(),
  deployed: option.flag(),
  released: option.flag(),
  environment: option.text('the name of an environment'),
  tag: option.text('a tag'),
  fallbackTag: option.text('a tag'),
  latest: option.flag(),
  consumer: option.text('the name of a consumer'),
} satisfies Readonly<Record<keyof ConsumerVersionSelector, unknown>>;

const publishShape = {
  version: option.required(option.text('the version of the provider, such as a commit', /^./s)),
  branch: option.text('the name of a branch'),
  tags: option.array(option.text('a tag'), 'an array of tags'),
  buildUrl: option.text('a URL'),
};

/**
 * @param of the function that takes the option, for the error.
 * @throws TypeError naming the option, its value and what is allowed.
 */
export function requireBroker(broker: BrokerOptions, of: string): void {
  readOptions(of, brokerShape, broker, 'broker');
  for (const [index, selector] of (broker.selectors ?? []).entries()) {
    readOptions(of, selectorShape, selector, `broker.selectors[${index}]`);
  }
  if (broker.publish !== undefined) readOptions(of, publishShape, broker.publish, 'broker.publish');
  const { url, token, username, password, pending = false, wipSince, publish } = broker;
  rootOf('broker.url', url);
  if ((pending || wipSince !== undefined) && !publish?.branch && !publish?.tags?.length) {
    throw new TypeError(
      `The option broker.${pending ? 'pending' : 'wipSince'} needs the branch or a tag of the provider, by which the broker decides what may fail. Use publish: { version: …, branch: … }, or --publish-version and --branch.`,
    );
  }
  if (token !== undefined && (username !== undefined || password !== undefined)) {
    throw new TypeError('The option broker has a token and a user. Use one of them.');
  }
  if ((username === undefined) !== (password === undefined)) {
    throw new TypeError('The option broker has only one of username and password. Use both, or a token.');
  }
}

/** The options as Pact's Verifier takes them. The results are published by the kit, see `publish-results.ts`. */
export function brokerOptionsOf(broker: BrokerOptions): Readonly<Record<string, unknown>> {
  const { token, username, password } = broker;
  return {
    pactBrokerUrl: broker.url,
    ...(token !== undefined && { pactBrokerToken: token }),
    ...(username !== undefined && { pactBrokerUsername: username, pactBrokerPassword: password }),
    enablePending: broker.pending ?? false,
    ...pactSelection(broker),
  };
}

/** What decides which pacts are verified, as the Verifier and the broker take it. */
export function pactSelection({ selectors, wipSince, publish }: BrokerOptions): object {
  const { branch, tags = [] } = publish ?? {};
  return {
    consumerVersionSelectors: selectors ?? [{ mainBranch: true }, { deployedOrReleased: true }],
    ...(wipSince !== undefined && { includeWipPactsSince: wipSince }),
    ...(branch !== undefined && { providerVersionBranch: branch }),
    ...(tags.length > 0 && { providerVersionTags: tags }),
  };
}

/**
 * The URL without a final slash.
 *
 * @throws TypeError naming the option when it is none of HTTP, or holds a password.
 */
export function rootOf(name: string, url: string): string {
  const parsed = typeof url === 'string' && URL.canParse(url) ? new URL(url) : undefined;
  if (!parsed || !/^https?:$/.test(parsed.protocol)) {
    throw badOption(name, url, 'a URL that begins with http:// or https://, such as "http://127.0.0.1:3000"');
  }
  if (parsed.username || parsed.password) {
    // Not the value: it holds a secret.
    throw new TypeError(`The option ${name} holds a user or a password. Leave it out of the URL.`);
  }
  return url.replace(/(?<!\/)\/+$/, '');
}
