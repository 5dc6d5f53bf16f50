const test = require("node:test");
const assert = require("node:assert");
const { Cache } = require("./cache.js");

test("an entry lives for a while", () => {
  let time = 0;
  const cache = new Cache(10, () => time);
  cache.set("a", 1);
  assert.equal(cache.get("a"), 1);
  time = 10;
  assert.equal(cache.get("a"), undefined);
  assert.equal(cache.size, 0);
});

test("what was never there", () => {
  assert.equal(new Cache(10).get("b"), undefined);
});
