const test = require('node:test');
const assert = require('node:assert');
const { pageCount } = require('./pages');

test('none', () => assert.equal(pageCount(0, 5), 0));
test('one', () => assert.equal(pageCount(1, 5), 1));
test('exact', () => assert.equal(pageCount(15, 5), 3));
test('below', () => assert.equal(pageCount(14, 5), 3));
