const test = require('node:test');
const assert = require('node:assert');
const { byTag, count } = require('./tags');

test('count', () => assert.equal(count([1, 2]), 2));
test('by tag', () => {
  assert.deepEqual(byTag([{ id: 1, tags: ['a'] }, { id: 2, tags: ['a', 'b'] }]), { a: [1, 2], b: [2] });
});
