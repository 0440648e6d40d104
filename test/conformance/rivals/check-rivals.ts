import { checkCreateRequest, schemasFor } from '../../../src/index.ts';
import { apiVersions } from '../../../src/rules/index.ts';
import { startPrism } from '../../openapi/start-prism.ts';
import { artefactsAt } from '../run/artefacts.ts';
import { exceptionFor } from '../run/exceptions.ts';
import { fetchTwice, requestTo } from '../run/services.ts';
import type { Artefacts, Checker, Place } from '../run/value.ts';
import { type Budget, catalogue, generatedValues } from '../run/values.ts';
import { type Generated, generate, versions } from './generated.ts';
import { type Score, scoreOf } from './score.ts';

/** How a rival gets on with the kit. */
export interface RivalResult extends Score {
  readonly name: string;
  readonly what: string;
}

/**
 * What others make of the same API, held against checkCreateRequest: two checkers on the values of the run and the whole
 * catalogue, and two makers of create requests on what they make. Profile documented, both versions.
 */
export async function checkRivals(budget: Budget): Promise<readonly RivalResult[]> {
  const generated = await generate(budget.seed);
  const prism = await startPrism();
  try {
    return await checked(budget, generated, prism.url);
  } finally {
    await prism.close();
  }
}

async function checked(budget: Budget, generated: Generated, prismUrl: string): Promise<readonly RivalResult[]> {
  const checkers = { orval: scoreOf(), prism: scoreOf() };
  const makers = { orval: scoreOf(), faker: scoreOf() };
  for (const version of apiVersions) {
    const place = { kind: 'createConnection', profile: 'documented', version } as const;
    const artefacts = await artefactsAt(place);
    const values = [...generatedValues(place, { ...budget, count: budget.count / 2 }), ...catalogue(place)];
    for (const { body, request } of values) {
      if (request) continue;
      const ask = (checker: Checker) => compare(body, checker, artefacts);
      checkers.orval.add(await ask(orvalChecker(generated, place)));
      checkers.prism.add(await ask(prismChecker(prismUrl, place)));
    }
    for (let made = 0; made < budget.count / 2; made += 1) {
      makers.orval.add(madeBy(generated.orvalRequest[version], place));
      makers.faker.add(
        madeBy(() => generated.fake(schemasFor({ profile: 'documented', version }).createRequest), place),
      );
    }
    await artefacts.close();
  }
  return [
    { name: `orval ${versions.orval}, zod`, what: 'checks the values of the run', ...checkers.orval.score() },
    { name: 'Prism 5.16.0', what: 'checks the values of the run', ...checkers.prism.score() },
    { name: `orval ${versions.orval}, mocks`, what: 'makes valid create requests', ...makers.orval.score() },
    {
      name: `zod-schema-faker ${versions['zod-schema-faker']}`,
      what: 'makes valid create requests',
      ...makers.faker.score(),
    },
  ];
}

/** Both rivals read the OpenAPI document: its exceptions are theirs. */
async function compare(body: unknown, checker: Checker, artefacts: Artefacts) {
  const theirs = (await checker({ body }))?.accepts === true;
  const broken = artefacts.rulesBrokenBy(body);
  const ours = broken.length === 0;
  if (theirs === ours) return 'agree';
  const [accepting, refusing] = theirs ? ['OpenAPI', 'check'] : ['check', 'OpenAPI'];
  const asTheirs = { ...artefacts, checkers: { ...artefacts.checkers, OpenAPI: checker } };
  const exception = await exceptionFor({ accepting, refusing, body }, asTheirs);
  return exception ? { exception } : { differsIn: broken[0] ?? 'refuses what is valid' };
}

function orvalChecker({ orvalSchema }: Generated, { version }: Place): Checker {
  return ({ body }) => ({ accepts: orvalSchema[version].safeParse(body).success });
}

function prismChecker(url: string, place: Place): Checker {
  return async (value) => {
    const response = await fetchTwice(() => requestTo(url, place, value));
    await response.text();
    return { accepts: response.status === 201 };
  };
}

function madeBy(make: () => unknown, { profile, version }: Place) {
  try {
    const [violation] = checkCreateRequest(make(), { profile, version });
    return violation ? { differsIn: violation.rule } : 'agree';
  } catch {
    return { differsIn: 'throws' };
  }
}
