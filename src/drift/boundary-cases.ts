import { createBuilders } from '../builders/index.ts';
import { type ApiVersion, limits, type RuleId } from '../rules/index.ts';
import type { Case, Run } from './case.ts';
import { post } from './lifecycle-cases.ts';

/** An app id that no app has. */
const otherApp = '00000000-0000-4000-8000-00000000c0de';

/** Creates that the kit accepts: values at the limits, and those that the open questions are about. */
export function boundaryCases(version: ApiVersion, run: Run): readonly Case[] {
  const build = createBuilders({ version });
  const minimal = (settings: object = {}) => ({
    id: run.id(),
    name: run.name,
    description: 'Created to see how Graph responds; may be deleted',
    ...settings,
  });
  const template = (settings: object) => ({
    searchSettings: { searchResultTemplates: [build.displayTemplate(settings)] },
  });
  const within = (rule: RuleId, title: string, settings: object): Case => ({
    ...post(title, minimal(settings)),
    subject: rule,
    rule,
  });
  const asks = (question: number, title: string, settings: object): Case => ({
    ...post(title, minimal(settings)),
    subject: title,
    evidence: 'inferred',
    question,
  });
  const { id, name, description, ...settings } = build.createRequest();
  const { maximum } = limits.connectionId;
  const longestId = run.id().padEnd(maximum, 'x');
  return [
    { ...post('every property is sent', minimal(settings)), subject: 'create with every property' },
    within('id.length', `an id of ${maximum} characters`, { id: longestId }),
    within('name.length', `a name of ${limits.connectionName.maximum} characters`, {
      name: run.name.padEnd(limits.connectionName.maximum, '.'),
    }),
    within('searchResultTemplates.count', 'two search result templates', {
      searchSettings: { searchResultTemplates: [build.displayTemplate(), build.displayTemplate()] },
    }),
    asks(
      17,
      `a template id of ${limits.displayTemplate.idMaximum} characters`,
      template({ id: 'a'.repeat(limits.displayTemplate.idMaximum) }),
    ),
    asks(18, 'a template of priority 0', template({ priority: 0 })),
    asks(1, 'no description', { description: undefined }),
    asks(4, 'an app is authorized', { configuration: { authorizedAppIds: [otherApp] } }),
    asks(7, 'state is sent', { state: 'ready' }),
    ...(version === 'beta' ? [asks(7, 'ingestedItemsCount is sent', { ingestedItemsCount: 7 })] : []),
    asks(22, 'an enum member in capitals', { contentCategory: 'CRM' }),
  ];
}
