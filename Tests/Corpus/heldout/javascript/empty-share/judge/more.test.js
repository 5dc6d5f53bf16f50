const test = require("node:test");
const assert = require("node:assert");
const { share, bar } = require("./shares.js");

test("nothing of nothing", () => {
  assert.equal(share(0, 0), 0);
  assert.equal(bar(0, 0), ".".repeat(20));
  assert.equal(share(2, 8), 25);
});
