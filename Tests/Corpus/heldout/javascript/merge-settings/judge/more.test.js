const test = require("node:test");
const assert = require("node:assert");
const { merge } = require("./settings.js");

test("null deep inside", () => {
  assert.deepEqual(merge({ a: { b: { c: 1 } } }, { a: { b: null } }), { a: { b: null } });
  assert.deepEqual(merge({}, { a: null, d: { e: 2 } }), { a: null, d: { e: 2 } });
});
