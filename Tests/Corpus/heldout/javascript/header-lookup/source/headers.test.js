const test = require("node:test");
const assert = require("node:assert");
const { mediaType, acceptsJson } = require("./headers.js");

test("the media type has no parameters", () => {
  assert.equal(mediaType({ "content-type": "text/html; charset=utf-8" }), "text/html");
});

test("without a wish everything is accepted", () => {
  assert.ok(acceptsJson({ "content-type": "text/plain" }));
  assert.ok(!acceptsJson({ accept: "text/html" }));
});
