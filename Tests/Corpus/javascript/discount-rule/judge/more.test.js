const test = require('node:test');
const assert = require('node:assert');
const { discount } = require('./discount');

test('below', () => assert.equal(discount({ member: false }, 199), 0));
test('nothing', () => assert.equal(discount({ member: false }, 0), 0));
test('member above', () => assert.equal(discount({ member: true }, 201), 0.1));
