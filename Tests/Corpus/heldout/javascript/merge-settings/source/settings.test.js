const test = require("node:test");
const assert = require("node:assert");
const { merge } = require("./settings.js");

test("values replace, objects are merged", () => {
  assert.deepEqual(
    merge({ theme: "light", font: { size: 12, name: "Mono" } }, { font: { size: 14 } }),
    { theme: "light", font: { size: 14, name: "Mono" } },
  );
});

test("lists replace", () => {
  assert.deepEqual(merge({ tabs: [1, 2] }, { tabs: [3] }), { tabs: [3] });
});

test("null takes a setting away", () => {
  assert.deepEqual(merge({ theme: "light", proxy: { host: "a" } }, { proxy: null }), { theme: "light", proxy: null });
});
