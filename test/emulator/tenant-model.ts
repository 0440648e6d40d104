/** How long things take in a tenant, in milliseconds. */
export interface Delays {
  readonly deleteDelay: number;
  readonly idReleaseDelay: number;
  readonly schemaDelay: number;
}

/** A connection that was created, whether it is still there or not. */
export interface Created {
  readonly id: string;
  name: string;
  description: string;
  /** The name of the one property of its schema. */
  property?: string;
  readonly registrations: Registration[];
  deletedAt?: number;
}

export interface Registration {
  readonly of: Created;
  /** The URL of its operation. */
  readonly url: string;
  readonly at: number;
}

/** A reader of the list who has seen the pages up to a connection, and was promised another page. */
export interface Reader {
  readonly top: number;
  readonly nextLink: string;
  /** The position of the last connection that was seen. */
  readonly position: number;
}

/** What a tenant should hold: every connection that was ever created, and a clock. Everything else follows. */
export interface TenantModel {
  readonly delays: Delays;
  readonly created: Created[];
  time: number;
  reader?: Reader | undefined;
}

export function emptyTenant(delays: Delays): TenantModel {
  return { delays, created: [], time: 0 };
}

/** The connections that can be read, oldest first. */
export function present(model: TenantModel): Created[] {
  return model.created.filter((each) => model.time < goneAt(each, model));
}

/** The connection that can be read by an id. */
export function presentWith(model: TenantModel, id: string): Created | undefined {
  return present(model).find((each) => isSame(each.id, id));
}

/** Whether a create with the id meets 409. */
export function isTaken(model: TenantModel, id: string): boolean {
  const { idReleaseDelay } = model.delays;
  return model.created.some((each) => isSame(each.id, id) && model.time < goneAt(each, model) + idReleaseDelay);
}

export function isCompleted(model: TenantModel, { at }: Registration): boolean {
  return model.time >= at + model.delays.schemaDelay;
}

/** The connection as the emulator should show it. */
export function shown(model: TenantModel, { id, name, description, registrations }: Created) {
  const isReady = registrations.some((registration) => isCompleted(model, registration));
  return { id, name, description, state: isReady ? 'ready' : 'draft' };
}

function goneAt({ deletedAt = Number.POSITIVE_INFINITY }: Created, { delays }: TenantModel): number {
  return deletedAt + delays.deleteDelay;
}

function isSame(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}
