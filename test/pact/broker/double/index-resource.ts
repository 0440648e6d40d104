import type { Answer } from './answer.ts';
import type { BrokerRequest } from './request.ts';

/** `GET /`: the links from which the clients find everything else. */
export function indexResource({ links }: BrokerRequest): Answer {
  const { at, template, curies } = links;
  const forVerification = template('/pacts/provider/{provider}/for-verification');
  return {
    status: 200,
    body: {
      _links: {
        self: { href: at`/`, title: 'Index' },
        'pb:publish-contracts': { href: at`/contracts/publish` },
        'pb:pacticipants': { href: at`/pacticipants` },
        'pb:pacticipant': template('/pacticipants/{pacticipant}'),
        'pb:pacticipant-version': template('/pacticipants/{pacticipant}/versions/{version}'),
        'pb:pacticipant-branch': template('/pacticipants/{pacticipant}/branches/{branch}'),
        'pb:pacticipant-branch-version': template('/pacticipants/{pacticipant}/branches/{branch}/versions/{version}'),
        'pb:pacticipant-version-tag': template('/pacticipants/{pacticipant}/versions/{version}/tags/{tag}'),
        'pb:latest-provider-pacts': template('/pacts/provider/{provider}/latest'),
        'pb:provider-pacts-for-verification': forVerification,
        'beta:provider-pacts-for-verification': forVerification,
        'pb:environments': { href: at`/environments` },
        'pb:environment': template('/environments/{environment}'),
        'pb:webhooks': { href: at`/webhooks` },
        curies,
      },
    },
  };
}
