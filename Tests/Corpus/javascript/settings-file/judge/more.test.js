const test = require('node:test');
const assert = require('node:assert');
const { load } = require('./settings');

test('more keys', () => assert.deepEqual(load('{"size":2}'), { theme: 'light', size: 2 }));
test('broken is told', () => assert.throws(() => load('{"size"'), SyntaxError));
