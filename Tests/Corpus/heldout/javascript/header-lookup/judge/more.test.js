const test = require("node:test");
const assert = require("node:assert");
const { header, mediaType } = require("./headers.js");

test("names have no case", () => {
  assert.equal(header({ "x-request-id": "7" }, "X-Request-Id"), "7");
  assert.equal(mediaType({ "content-type": "application/json" }), "application/json");
});
