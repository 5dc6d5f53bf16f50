const test = require('node:test');
const assert = require('node:assert');
const { table } = require('./report');

test('two rows', () => assert.deepEqual(table(['x'], [[1], [2]]), ['x', '1', '2']));
