const test = require('node:test');
const assert = require('node:assert');
const { pageCount, page } = require('./pages');

test('page', () => assert.deepEqual(page([1, 2, 3, 4, 5], 2, 2), [3, 4]));
test('full pages', () => assert.equal(pageCount(10, 5), 2));
test('started page', () => assert.equal(pageCount(11, 5), 3));
