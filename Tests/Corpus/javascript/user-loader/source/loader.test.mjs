import test from 'node:test';
import assert from 'node:assert';
import { loadUser } from './loader.mjs';

const store = { find: async (id) => ({ name: `user${id}` }) };

test('loads', async () => {
  assert.deepEqual(await loadUser(store, 3), { id: 3, name: 'USER3' });
});
