const test = require("node:test");
const assert = require("node:assert");
const { delays, total } = require("./delays.js");

test("up to the longest", () => {
  assert.deepEqual(delays(6), [100, 200, 400, 800, 1000, 1000]);
  assert.deepEqual(delays(2, 5), [5, 10]);
  assert.equal(total(3), 700);
});
