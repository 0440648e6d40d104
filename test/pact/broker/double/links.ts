import type { Deployment, Environment, Publication, Version } from './records.ts';

/** A HAL link. */
export interface Link {
  readonly href: string;
  readonly name?: string;
  readonly title?: string;
  readonly templated?: boolean;
}

/** Addresses of the double; names are encoded, so that one with a blank or a slash stays one segment. */
export interface Links {
  /** The address of a path whose placeholders are words, such as `` at`/pacticipants/${name}` ``. */
  at(strings: TemplateStringsArray, ...names: readonly string[]): string;
  template(path: string): Link;
  pacticipant(name: string): Link;
  version(version: Version): Link;
  pact(publication: Publication): Link;
  pactVersion(publication: Publication, metadata: string): Link;
  environment(environment: Environment): Link;
  deployment(deployment: Deployment): Link;
  readonly curies: readonly Link[];
}

/** @param root such as `http://127.0.0.1:9292`, without a slash at its end. */
export function linksFrom(root: string): Links {
  const at: Links['at'] = (strings, ...names) => root + String.raw({ raw: strings }, ...names.map(encodeURIComponent));
  return {
    at,
    template: (path) => ({ href: root + path, templated: true }),
    pacticipant: (name) => ({ href: at`/pacticipants/${name}`, name, title: 'Pacticipant' }),
    version: ({ pacticipant, number }) => ({
      href: at`/pacticipants/${pacticipant}/versions/${number}`,
      name: number,
      title: 'Pacticipant version',
    }),
    pact: ({ consumer, provider, version }) => ({
      href: at`/pacts/provider/${provider}/consumer/${consumer}/version/${version.number}`,
      name: pactName(consumer, version.number, provider),
      title: 'Pact',
    }),
    pactVersion: ({ consumer, provider, version, sha }, metadata) => ({
      href: at`/pacts/provider/${provider}/consumer/${consumer}/pact-version/${sha}/metadata/${metadata}`,
      name: pactName(consumer, version.number, provider),
      title: 'Pact',
    }),
    environment: ({ uuid, name }) => ({ href: at`/environments/${uuid}`, name, title: 'Environment' }),
    deployment: ({ uuid }) => ({ href: at`/deployed-versions/${uuid}`, title: 'Deployed version' }),
    curies: [{ name: 'pb', href: `${root}/doc/{rel}?context=index`, templated: true }],
  };
}

function pactName(consumer: string, number: string, provider: string): string {
  return `Pact between ${consumer} (${number}) and ${provider}`;
}
