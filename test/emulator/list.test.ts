import { describe, expect, test } from 'vitest';
import { createEmulator, type Emulator } from '../../src/emulator/index.ts';
import { rules } from '../../src/index.ts';
import { createRequest, requestTo } from './requests.ts';

interface Page {
  readonly value: readonly { readonly id: string }[];
  readonly '@odata.count'?: number;
  readonly '@odata.nextLink'?: string;
}

/** A tenant with the connections c1, c2, … of which each fourth has the name "Fourth". */
function tenantOf(count: number): Emulator {
  const graph = createEmulator({ profile: 'documented' });
  for (let index = 1; index <= count; index += 1) {
    graph.put({ id: `c${index}`, name: index % 4 === 0 ? 'Fourth' : `Name ${index}` });
  }
  return graph;
}

async function pageAt(graph: Emulator, query: string): Promise<Page> {
  const response = await graph.fetch(requestTo(query));
  return (await response.json()) as Page;
}

/** The page behind a nextLink, asked for as clients do: with the URL as it is. */
async function pageBehind(graph: Emulator, { '@odata.nextLink': nextLink = '' }: Page): Promise<Page> {
  const response = await graph.fetch(new Request(nextLink, requestTo('')));
  return (await response.json()) as Page;
}

/** The ids of each page from the first to the one without nextLink; what happens between them is up to the test. */
async function followed(graph: Emulator, query: string, between: () => Promise<void> = async () => {}) {
  const pages: string[][] = [];
  let page = await pageAt(graph, query);
  pages.push(page.value.map(({ id }) => id));
  while (page['@odata.nextLink']) {
    if (pages.length === 1) await between();
    page = await pageBehind(graph, page);
    pages.push(page.value.map(({ id }) => id));
  }
  return pages;
}

describe('the list', () => {
  test('is empty in an empty tenant', async () => {
    expect(await pageAt(createEmulator({ profile: 'documented' }), '')).toEqual({
      '@odata.context': 'https://graph.microsoft.com/beta/$metadata#external/connections',
      value: [],
    });
  });

  test('has the oldest connection first, each as its own read shows it', async () => {
    const graph = createEmulator({ profile: 'documented' });
    for (const id of ['zeta', 'alpha', 'Mid1']) await graph.fetch(createRequest({ id }));

    const { value } = await pageAt(graph, '');
    const alone = (await (await graph.fetch(requestTo('/alpha'))).json()) as Record<string, unknown>;

    const { '@odata.context': context, ...alpha } = alone;
    expect(value.map(({ id }) => id)).toEqual(['zeta', 'alpha', 'Mid1']);
    expect(value[1]).toEqual(alpha);
  });

  test('has 100 connections on a page where the client does not say', async () => {
    const pages = await followed(tenantOf(201), '');

    expect(pages.map((page) => page.length)).toEqual([100, 100, 1]);
  });

  test('ends without nextLink where the last page is full', async () => {
    expect(await followed(tenantOf(6), '?$top=3')).toEqual([
      ['c1', 'c2', 'c3'],
      ['c4', 'c5', 'c6'],
    ]);
  });

  test('has up to 999 connections on a page', async () => {
    const pages = await followed(tenantOf(1000), '?$top=999');

    expect(pages.map((page) => page.length)).toEqual([999, 1]);
  });
});

describe('$select', () => {
  test.for([
    ['?$select=id', '(id)', { id: 'c1' }],
    ['?$select=name,id', '(name,id)', { id: 'c1', name: 'Name 1' }],
    ['?$select=id,%20name', '(id,name)', { id: 'c1', name: 'Name 1' }],
    ['?$select=*', '', { id: 'c1', name: 'Name 1' }],
  ] as const)('%s returns what it names, and names it in the context', async ([query, selection, expected]) => {
    expect(await pageAt(tenantOf(1), query)).toEqual({
      '@odata.context': `https://graph.microsoft.com/beta/$metadata#external/connections${selection}`,
      value: [expected],
    });
  });

  test.for(['ingestedItemsCount', 'complianceSettings', 'enabledContentExperiences'])(
    'refuses %s on v1.0 and returns it on beta',
    async (member) => {
      const graph = tenantOf(1);

      const v1 = await graph.fetch(requestTo(`?$select=${member}`, { version: 'v1.0' }));
      const beta = await graph.fetch(requestTo(`?$select=${member}`));

      expect([v1.status, beta.status]).toEqual([400, 200]);
    },
  );
});

describe('an option without its dollar sign', () => {
  const query = "filter=name eq 'Fourth'&top=1&select=id&count=true";

  test('is read on beta, and has it in the link to the next page', async () => {
    const page = await pageAt(tenantOf(12), `?${query}`);

    expect(page.value).toEqual([{ id: 'c4' }]);
    expect(page['@odata.count']).toBe(3);
    expect(page['@odata.nextLink']).toMatch(/\?\$filter=.*&\$top=1&\$select=id&\$count=true&\$skiptoken=/);
  });

  test('is refused on v1.0, and on beta where the same option has one', async () => {
    const onV1 = await createEmulator().fetch(requestTo(`?${query}`, { version: 'v1.0' }));
    const twice = await createEmulator().fetch(requestTo("?filter=name eq 'a'&$filter=name eq 'a'"));

    expect([onV1.status, twice.status]).toEqual([400, 400]);
  });
});

describe('$filter', () => {
  test.for([
    ["name eq 'Fourth'", ['c4', 'c8']],
    ["name eq 'Name 1'", ['c1']],
    ["name eq 'fourth'", []],
    ["name eq 'O''Reilly''s'", ['oreilly']],
    ["name eq ''", ['empty']],
    ["id eq 'c3'", ['c3']],
    ["id eq 'c9'", []],
    ["id eq ''", []],
  ] as const)('%s gives %j', async ([filter, expected]) => {
    const graph = tenantOf(8);
    graph.put({ id: 'oreilly', name: "O'Reilly's" });
    graph.put({ id: 'empty', name: '' });
    graph.put({ id: 'unnamed', name: null });

    const { value } = await pageAt(graph, `?$filter=${encodeURIComponent(filter)}`);

    expect(value.map(({ id }) => id)).toEqual(expected);
  });

  test('is kept by nextLink, with every other option', async () => {
    const graph = tenantOf(12);

    const page = await pageAt(graph, "?$filter=name eq 'Fourth'&$top=2&$select=id&$count=true");
    const last = await pageBehind(graph, page);

    expect(page['@odata.nextLink']).toMatch(/^https:\/\/graph\.microsoft\.com\/beta\/external\/connections\?\$filter=/);
    expect(last).toEqual({
      '@odata.context': 'https://graph.microsoft.com/beta/$metadata#external/connections(id)',
      '@odata.count': 3,
      value: [{ id: 'c12' }],
    });
  });

  test('follows a rename', async () => {
    const graph = tenantOf(4);
    await graph.fetch(requestTo('/c4', { method: 'PATCH', body: { name: 'Renamed' } }));

    const old = await pageAt(graph, "?$filter=name eq 'Fourth'");
    const renamed = await pageAt(graph, "?$filter=name eq 'Renamed'");

    expect([old.value, renamed.value]).toMatchObject([[], [{ id: 'c4' }]]);
  });
});

describe('$count', () => {
  test.for([
    ['?$count=true', 8],
    ['?$count=true&$top=3', 8],
    ["?$count=true&$filter=name eq 'Fourth'", 2],
    ["?$count=true&$filter=id eq 'c3'", 1],
    ['?$count=false', undefined],
    ['', undefined],
  ] as const)('%s returns %j', async ([query, expected]) => {
    expect((await pageAt(tenantOf(8), query))['@odata.count']).toBe(expected);
  });
});

describe('a list of 7 by twos, while its tenant changes after the first page', () => {
  const patch = (id: string) => requestTo(`/${id}`, { method: 'PATCH', body: { name: 'Renamed' } });
  const remove = (id: string) => requestTo(`/${id}`, { method: 'DELETE' });

  test.for([
    ['nothing happens', [], 'c1 c2 c3 c4 c5 c6 c7'],
    ['one is created', [createRequest({ id: 'new1' })], 'c1 c2 c3 c4 c5 c6 c7 new1'],
    ['one that was seen is renamed', [patch('c2')], 'c1 c2 c3 c4 c5 c6 c7'],
    ['one that was not seen is renamed', [patch('c3')], 'c1 c2 c3 c4 c5 c6 c7'],
    ['the last of the page is deleted', [remove('c2')], 'c1 c2 c3 c4 c5 c6 c7'],
    ['the next one is deleted', [remove('c3')], 'c1 c2 c4 c5 c6 c7'],
    ['all others are deleted', ['c3', 'c4', 'c5', 'c6', 'c7'].map(remove), 'c1 c2'],
    ['one that was seen is made anew', [remove('c1'), createRequest({ id: 'c1c' })], 'c1 c2 c3 c4 c5 c6 c7 c1c'],
  ] as const)('and %s', async ([, requests, expected]) => {
    const graph = tenantOf(7);

    const pages = await followed(graph, '?$top=2', async () => {
      for (const request of requests) await graph.fetch(request.clone());
    });

    expect(pages.flat()).toEqual(expected.split(' '));
  });

  test('and so many are deleted that the store tidies up', async () => {
    const graph = tenantOf(200);

    const pages = await followed(graph, '?$top=50', async () => {
      for (let index = 1; index <= 190; index += 1) await graph.fetch(remove(`c${index}`));
    });

    expect(pages.slice(1)).toEqual([['c191', 'c192', 'c193', 'c194', 'c195', 'c196', 'c197', 'c198', 'c199', 'c200']]);
  });
});

describe('every sample of a rule on the query is checked as the table says', () => {
  const samples = rules
    .filter(({ checkedBy }) => checkedBy === 'query')
    .flatMap(({ id, paths, accepts, rejects }) =>
      paths.flatMap((place) => [
        ...accepts.map((sample) => ({ rule: id, place, sample, status: 200 })),
        ...rejects.map((sample) => ({ rule: id, place, sample, status: 400 })),
      ]),
    );

  test.for(samples)('$place=$sample gets $status by $rule', async ({ rule, place, sample, status }) => {
    const graph = tenantOf(2);
    const option = place.replace('query ', '');

    const response = await graph.fetch(
      requestTo(sample === undefined ? '' : `?${option}=${encodeURIComponent(String(sample))}`),
    );

    const broken = status === 400 ? [{ rule, path: place, value: sample }] : [];
    expect(response.status).toBe(status);
    expect(graph.exchanges[0]?.violations).toMatchObject(broken);
  });
});

describe('an option that is given twice', () => {
  test.for([
    ['?$top=1&$top=2', 'query.top', '1,2'],
    ["?$filter=name eq 'a'&$filter=name eq 'b'", 'query.filter', "name eq 'a',name eq 'b'"],
    ['?$count=true&$count=true', 'query.count', 'true,true'],
  ] as const)('is refused: %s', async ([query, rule, value]) => {
    const graph = tenantOf(2);

    const response = await graph.fetch(requestTo(query));

    expect(response.status).toBe(400);
    expect(graph.exchanges[0]?.violations).toMatchObject([{ rule, value }]);
  });
});

describe('connections of the same name', () => {
  const named = async (graph: Emulator) => {
    const response = await graph.fetch(requestTo("?$filter=name eq 'HR'"));
    return ((await response.json()) as { value: { id: string }[] }).value.map(({ id }) => id);
  };

  test('are found without the one that was deleted, and without the one that has another name now', async () => {
    const graph = createEmulator({ profile: 'documented' });
    for (const id of ['first', 'second', 'third']) graph.put({ id, name: 'HR', state: 'ready' });

    await graph.fetch(requestTo('/first', { method: 'DELETE' }));
    await graph.fetch(requestTo('/third', { method: 'PATCH', body: { name: 'People' } }));

    expect(await named(graph)).toEqual(['second']);
  });

  test('are found in the order in which they were created, not in that in which they got the name', async () => {
    const graph = createEmulator({ profile: 'documented' });
    graph.put({ id: 'older', name: 'People', state: 'ready' });
    graph.put({ id: 'newer', name: 'HR', state: 'ready' });

    await graph.fetch(requestTo('/older', { method: 'PATCH', body: { name: 'HR' } }));

    expect(await named(graph)).toEqual(['older', 'newer']);
  });
});
