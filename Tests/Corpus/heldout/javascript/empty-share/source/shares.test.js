const test = require("node:test");
const assert = require("node:assert");
const { share, bar } = require("./shares.js");

test("shares are rounded", () => {
  assert.equal(share(1, 3), 33);
  assert.equal(share(3, 3), 100);
});

test("bars", () => {
  assert.equal(bar(1, 2, 4), "##..");
});

test("a bar of nothing", () => {
  assert.equal(bar(0, 0, 4), "....");
});
