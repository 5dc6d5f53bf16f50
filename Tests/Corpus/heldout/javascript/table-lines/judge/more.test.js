const test = require("node:test");
const assert = require("node:assert");
const { parse, column } = require("./table.js");

test("empty lines are no rows", () => {
  assert.deepEqual(column("id,name\n1,lamp\n\n2,rug\n", "name"), ["lamp", "rug"]);
  assert.deepEqual(parse("id,name\n"), []);
});
