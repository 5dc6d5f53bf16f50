import test from 'node:test';
import assert from 'node:assert';
import { loadAll } from './loader.mjs';

const store = { find: async (id) => ({ name: `u${id}` }) };

test('loads all', async () => {
  assert.deepEqual(await loadAll(store, [1, 2]), [{ id: 1, name: 'U1' }, { id: 2, name: 'U2' }]);
});
