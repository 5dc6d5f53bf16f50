const test = require('node:test');
const assert = require('node:assert');
const { heading, groupByCity } = require('../lib/invoice');

test('heading', () => {
  assert.strictEqual(heading({ name: 'Ana', address: { city: 'Ulm' } }), 'Ana, Ulm');
});

test('groups customers', () => {
  const groups = groupByCity([{ name: 'Ana', address: { city: 'Ulm' } }, { name: 'Bo' }]);
  assert.strictEqual(groups.get('Ulm'), 1);
  assert.strictEqual(groups.get('unknown'), 1);
});
