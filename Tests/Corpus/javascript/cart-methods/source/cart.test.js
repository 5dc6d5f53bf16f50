const test = require('node:test');
const assert = require('node:assert');
const { Cart } = require('./cart');

test('total', () => assert.equal(new Cart().add('tea', 3).add('cup', 4).total(), 7));
test('has', () => assert.equal(new Cart().add('tea', 3).has('tea'), true));
