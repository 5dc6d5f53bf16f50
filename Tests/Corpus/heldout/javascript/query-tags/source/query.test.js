const test = require("node:test");
const assert = require("node:assert");
const { parse, tags } = require("./query.js");

test("a parameter can be there more than once", () => {
  assert.deepEqual(parse("tag=new&tag=red&sort=price"), { tag: ["new", "red"], sort: "price" });
  assert.deepEqual(tags("tag=Red&tag=New"), ["new", "red"]);
});

test("no tags", () => {
  assert.deepEqual(tags("sort=price"), []);
});

test("one tag", () => {
  assert.deepEqual(tags("tag=Red"), ["red"]);
});
