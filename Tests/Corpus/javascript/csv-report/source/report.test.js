const test = require('node:test');
const assert = require('node:assert');
const { row, table } = require('./report');

test('row', () => assert.equal(row(['a', 1], 2), 'a |1 '));
test('table', () => assert.deepEqual(table(['id', 'n'], [[1, 2]]), ['id|n ', '1 |2 ']));
