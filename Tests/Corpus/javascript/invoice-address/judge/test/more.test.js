const test = require('node:test');
const assert = require('node:assert');
const { groupByCity } = require('../lib/invoice');

test('several without', () => {
  assert.deepStrictEqual([...groupByCity([{ name: 'A' }, { name: 'B' }, { address: { city: 'X' } }])], [['unknown', 2], ['X', 1]]);
});
