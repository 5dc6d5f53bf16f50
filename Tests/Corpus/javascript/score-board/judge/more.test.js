const test = require('node:test');
const assert = require('node:assert');
const { ranking } = require('./scores');

test('many', () => assert.deepEqual(ranking([1000, 5, 50, 500, 7]), [1000, 500, 50, 7, 5]));
test('one', () => assert.deepEqual(ranking([4]), [4]));
