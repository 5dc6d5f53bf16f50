const assert = require('assert');
const { sum } = require('./sum');

assert.strictEqual(sum([]), 0);
assert.strictEqual(sum([5]), 5);
