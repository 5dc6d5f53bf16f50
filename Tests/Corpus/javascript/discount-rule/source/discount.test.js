const test = require('node:test');
const assert = require('node:assert');
const { discount, price } = require('./discount');

test('member', () => assert.equal(discount({ member: true }, 100), 0.1));
test('member, little', () => assert.equal(discount({ member: true }, 20), 0.05));
test('guest, much', () => assert.equal(discount({ member: false }, 300), 0.05));
test('guest at the limit', () => assert.equal(discount({ member: false }, 200), 0.05));
test('price', () => assert.equal(price({ member: true }, 200), 180));
