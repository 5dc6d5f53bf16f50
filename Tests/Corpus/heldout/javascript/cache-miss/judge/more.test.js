const test = require("node:test");
const assert = require("node:assert");
const { Cache } = require("./cache.js");

test("misses and falsy values", () => {
  const cache = new Cache(10, () => 0);
  cache.set("zero", 0);
  assert.equal(cache.get("zero"), 0);
  assert.equal(cache.get("one"), undefined);
  assert.equal(cache.size, 1);
});
