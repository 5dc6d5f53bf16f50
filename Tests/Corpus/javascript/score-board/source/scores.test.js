const test = require('node:test');
const assert = require('node:assert');
const { ranking, median } = require('./scores');

test('median', () => assert.equal(median([5, 1, 3]), 3));
test('ranking of small ones', () => assert.deepEqual(ranking([2, 3, 1]), [3, 2, 1]));
test('ranking', () => assert.deepEqual(ranking([9, 100, 23]), [100, 23, 9]));
