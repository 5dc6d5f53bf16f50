const test = require("node:test");
const assert = require("node:assert");
const { pageCount, page } = require("./pages.js");

test("more lists", () => {
  assert.equal(pageCount(21, 10), 3);
  assert.equal(pageCount(1, 10), 1);
  assert.equal(pageCount(0, 10), 0);
  assert.deepEqual(page(["a", "b", "c"], 9, 2), { number: 2, last: 2, items: ["c"] });
});
