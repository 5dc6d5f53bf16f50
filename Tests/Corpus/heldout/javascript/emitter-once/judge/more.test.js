const test = require("node:test");
const assert = require("node:assert");
const { Emitter } = require("./emitter.js");

test("three, of which one stays", () => {
  const emitter = new Emitter();
  const heard = [];
  emitter.once(() => heard.push(1));
  emitter.on(() => heard.push(2));
  emitter.once(() => heard.push(3));
  emitter.emit("a");
  emitter.emit("b");
  assert.deepEqual(heard, [1, 2, 3, 2]);
});
