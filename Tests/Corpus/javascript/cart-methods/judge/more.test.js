const test = require('node:test');
const assert = require('node:assert');
const { Cart } = require('./cart');

test('has not', () => {
  const cart = new Cart().add('tea', 3);
  assert.equal(cart.has('cup'), false);
  assert.equal(cart.has('te'), false);
});
