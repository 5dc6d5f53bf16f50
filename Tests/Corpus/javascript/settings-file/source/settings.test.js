const test = require('node:test');
const assert = require('node:assert');
const { load } = require('./settings');

test('given', () => assert.deepEqual(load('{"theme":"dark"}'), { theme: 'dark' }));
test('empty file', () => assert.deepEqual(load(''), { theme: 'light' }));
