import * as fc from 'fast-check';
import { expect } from 'vitest';
import type { Emulator } from '../../src/emulator/index.ts';
import { createRequest, requestTo, type stoppedClock } from './requests.ts';
import { isCompleted, isTaken, present, presentWith, shown, type TenantModel } from './tenant-model.ts';

/** The emulator that must behave as the model says. */
export interface RealTenant {
  readonly graph: Emulator;
  readonly clock: ReturnType<typeof stoppedClock>;
}

type Run = (model: TenantModel, real: RealTenant) => Promise<void>;

/** A command that prints as its name and arguments; after it, model and emulator hold the same connections. */
function command(name: string, run: Run, check: (model: Readonly<TenantModel>) => boolean = () => true) {
  return {
    check,
    async run(model: TenantModel, real: RealTenant) {
      await run(model, real);
      expect(real.graph.connections).toMatchObject(present(model).map((each) => shown(model, each)));
    },
    toString: () => name,
  };
}

const id = fc.constantFrom('parts', 'PARTS', 'crm');
const text = fc.constantFrom('HR', 'Parts', "O'Reilly", 'Ünïcode', '');
const top = fc.constantFrom(1, 2, 3);

const create = fc.record({ id, name: text, description: text }).map((body) =>
  command(`create ${JSON.stringify(body)}`, async (model, { graph }) => {
    const response = await graph.fetch(createRequest(body));

    expect(response.status).toBe(isTaken(model, body.id) ? 409 : 201);
    if (response.status === 201) model.created.push({ ...body, registrations: [] });
  }),
);

const createWithoutId = fc.record({ name: text, description: text }).map((body) =>
  command(`create without an id ${JSON.stringify(body)}`, async (model, { graph }) => {
    const response = await graph.fetch(createRequest({ ...body, id: undefined }));

    const made = (await response.json()) as { id: string };
    expect(response.status).toBe(201);
    expect(isTaken(model, made.id)).toBe(false);
    model.created.push({ id: made.id, ...body, registrations: [] });
  }),
);

const get = id.map((id) =>
  command(`get ${id}`, async (model, { graph }) => {
    const response = await graph.fetch(requestTo(`/${id}`));

    const found = presentWith(model, id);
    expect(response.status).toBe(found ? 200 : 404);
    if (found) expect(await response.json()).toMatchObject(shown(model, found));
  }),
);

const find = text.map((name) =>
  command(`find ${JSON.stringify(name)}`, async (model, { graph }) => {
    const filter = encodeURIComponent(`name eq '${name.replaceAll("'", "''")}'`);
    const response = await graph.fetch(requestTo(`?$filter=${filter}&$count=true&$select=id`));

    const found = present(model).filter((each) => each.name === name);
    expect(await response.json()).toMatchObject({
      '@odata.count': found.length,
      value: found.map(({ id }) => ({ id })),
    });
  }),
);

/** Reads the first page of a list, or the page that the one before promised. */
const turnPage = top.map((size) =>
  command(`turn the page, ${size} on each`, async (model, { graph }) => {
    const { reader } = model;
    const { top, position, nextLink } = reader ?? { top: size, position: -1, nextLink: '' };
    const request = reader ? new Request(nextLink, requestTo('')) : requestTo(`?$top=${top}&$count=true`);
    const response = await graph.fetch(request);

    const page = (await response.json()) as Record<string, string | undefined>;
    const left = present(model).filter((each) => model.created.indexOf(each) > position);
    const seen = left.slice(0, top);
    expect(page).toMatchObject({
      '@odata.count': present(model).length,
      value: seen.map((each) => shown(model, each)),
    });
    const next = page['@odata.nextLink'];
    expect(next !== undefined).toBe(left.length > top);
    const last = seen.at(-1);
    model.reader = next && last ? { top, nextLink: next, position: model.created.indexOf(last) } : undefined;
  }),
);

const patch = fc.record({ id, changes: fc.oneof(fc.record({ name: text }), fc.record({ description: text })) });
const update = patch.map(({ id, changes }) =>
  command(`update ${id} ${JSON.stringify(changes)}`, async (model, { graph }) => {
    const response = await graph.fetch(requestTo(`/${id}`, { method: 'PATCH', body: changes }));

    const found = presentWith(model, id);
    expect(response.status).toBe(found ? 204 : 404);
    if (found) Object.assign(found, changes);
  }),
);

const remove = id.map((id) =>
  command(`delete ${id}`, async (model, { graph }) => {
    const response = await graph.fetch(requestTo(`/${id}`, { method: 'DELETE' }));

    const found = presentWith(model, id);
    expect(response.status).toBe(found ? 202 : 404);
    if (found) found.deletedAt ??= model.time;
  }),
);

const register = fc.record({ id, property: fc.constantFrom('title', 'owner') }).map(({ id, property }) =>
  command(`register ${property} of ${id}`, async (model, { graph }) => {
    const body = { baseType: 'microsoft.graph.externalItem', properties: [{ name: property, type: 'string' }] };
    const response = await graph.fetch(requestTo(`/${id}/schema`, { method: 'PATCH', body }));

    const found = presentWith(model, id);
    const isBusy = found?.registrations.some((registration) => !isCompleted(model, registration));
    expect(response.status).toBe(found ? (isBusy ? 409 : 202) : 404);
    if (!found || isBusy) return;
    found.property = property;
    found.registrations.push({ of: found, url: response.headers.get('location') ?? '', at: model.time });
  }),
);

const getSchema = id.map((id) =>
  command(`get the schema of ${id}`, async (model, { graph }) => {
    const response = await graph.fetch(requestTo(`/${id}/schema`));

    const property = presentWith(model, id)?.property;
    expect(response.status).toBe(property ? 200 : 404);
    if (property) expect(await response.json()).toMatchObject({ properties: [{ name: property }] });
  }),
);

const registrationsOf = ({ created }: Readonly<TenantModel>) => created.flatMap(({ registrations }) => registrations);

const poll = fc.nat({ max: 9 }).map((position) =>
  command(
    `poll operation ${position}`,
    async (model, { graph }) => {
      const registration = registrationsOf(model).at(position % registrationsOf(model).length);
      const response = await graph.fetch(new Request(registration?.url ?? '', requestTo('')));

      const isThere = present(model).some((each) => each === registration?.of);
      expect(response.status).toBe(isThere ? 200 : 404);
      if (!registration || !isThere) return;
      expect(await response.json()).toMatchObject({
        status: isCompleted(model, registration) ? 'completed' : 'inprogress',
      });
    },
    (model) => registrationsOf(model).length > 0,
  ),
);

const wait = fc.constantFrom(1, 9, 10, 25, 100).map((milliseconds) =>
  command(`wait ${milliseconds} ms`, async (model, { clock }) => {
    clock.advance(milliseconds);
    model.time += milliseconds;
  }),
);

/** Histories of a tenant: up to 30 commands, in any order. */
export const histories = fc.commands(
  [
    create,
    create,
    create,
    createWithoutId,
    get,
    find,
    turnPage,
    update,
    remove,
    remove,
    register,
    getSchema,
    poll,
    wait,
  ],
  { maxCommands: 30, size: 'max' },
);
