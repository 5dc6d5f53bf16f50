const test = require("node:test");
const assert = require("node:assert");
const { Emitter } = require("./emitter.js");

test("listeners hear until they are taken off", () => {
  const emitter = new Emitter();
  const heard = [];
  const listener = (event) => heard.push(event);
  emitter.on(listener);
  emitter.emit("a");
  emitter.off(listener);
  emitter.emit("b");
  assert.deepEqual(heard, ["a"]);
});

test("two listeners that hear once", () => {
  const emitter = new Emitter();
  const heard = [];
  emitter.once((event) => heard.push(`1${event}`));
  emitter.once((event) => heard.push(`2${event}`));
  emitter.emit("a");
  emitter.emit("b");
  assert.deepEqual(heard, ["1a", "2a"]);
});
