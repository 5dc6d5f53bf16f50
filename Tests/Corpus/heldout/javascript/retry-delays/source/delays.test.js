const test = require("node:test");
const assert = require("node:assert");
const { delays, total } = require("./delays.js");

test("no attempt, no delay", () => {
  assert.deepEqual(delays(0), []);
  assert.equal(total(0), 0);
});

test("each delay is twice the one before", () => {
  assert.deepEqual(delays(3), [100, 200, 400]);
});
