const test = require("node:test");
const assert = require("node:assert");
const { tags } = require("./query.js");

test("one tag and three", () => {
  assert.deepEqual(tags("tag=Blue&sort=name"), ["blue"]);
  assert.deepEqual(tags("tag=C&tag=b&tag=A"), ["a", "b", "c"]);
});
