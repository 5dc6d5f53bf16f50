const test = require('node:test');
const assert = require('node:assert');
const { byTag } = require('./tags');

test('empty', () => assert.deepEqual(byTag([]), {}));
test('order', () => assert.deepEqual(byTag([{ id: 9, tags: ['z'] }, { id: 3, tags: ['z'] }]), { z: [9, 3] }));
