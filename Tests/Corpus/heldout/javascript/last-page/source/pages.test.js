const test = require("node:test");
const assert = require("node:assert");
const { pageCount, page } = require("./pages.js");

test("full pages", () => {
  assert.equal(pageCount(20, 10), 2);
  assert.deepEqual(page([1, 2, 3, 4], 2, 2), { number: 2, last: 2, items: [3, 4] });
});

test("an empty list", () => {
  assert.deepEqual(page([], 1, 5), { number: 1, last: 0, items: [] });
});

test("a page that is not full", () => {
  assert.deepEqual(page([1, 2, 3], 2, 2), { number: 2, last: 2, items: [3] });
});
