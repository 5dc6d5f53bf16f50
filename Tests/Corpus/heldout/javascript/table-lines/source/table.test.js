const test = require("node:test");
const assert = require("node:assert");
const { parse, column } = require("./table.js");

test("rows have names", () => {
  assert.deepEqual(parse("id, name\n1, lamp\n2, rug"), [
    { id: "1", name: "lamp" },
    { id: "2", name: "rug" },
  ]);
});

test("a column", () => {
  assert.deepEqual(column("id,name\n1,lamp\n2,rug", "name"), ["lamp", "rug"]);
});

test("a text that ends with its last line", () => {
  assert.deepEqual(column("id,name\n1,lamp\n2,rug\n", "id"), ["1", "2"]);
});
