import { expect, test } from 'vitest';
import { createEmulator, setUpState } from '../../../src/emulator/index.ts';
import { paramsOf } from '../../../src/pact/verify/state-table.ts';

test.for([
  'no connection has the id',
  'a connection exists',
  'a schema is registered',
  'an item exists',
  'a group exists',
])('the state "%s" without params has the same ids in a tenant as in the emulator', (name) => {
  const { operationId, ...ids } = setUpState(createEmulator(), { name });

  expect(Object.keys(ids)).toContain('id');
  expect(paramsOf({ name })).toMatchObject(ids);
});
