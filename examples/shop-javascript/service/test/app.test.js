import assert from "node:assert/strict";
import { test } from "node:test";

import { answer } from "../src/app.js";

const post = (path, document) => answer("POST", path, JSON.stringify(document));

test("health", () => {
  assert.deepEqual(answer("GET", "/healthz", ""), [200, { status: "ok", products: 6 }]);
});

test("products by tag", () => {
  const [status, { products }] = answer("GET", "/products?tag=textile", "");
  assert.deepEqual([status, products.map(({ id }) => id)], [200, ["p-105"]]);
});

test("one product, and one that is not there", () => {
  assert.equal(answer("GET", "/products/p-102", "")[1].available, true);
  assert.equal(answer("GET", "/products/p-999", "")[0], 404);
});

test("search", () => {
  assert.equal(answer("GET", "/search?q=lamp", "")[1].products.length, 2);
  assert.equal(answer("GET", "/search", "")[0], 400);
});

test("checkout", () => {
  const [status, { total }] = post("/checkout", { items: [{ id: "p-101" }], coupon: "WELCOME10" });
  assert.deepEqual([status, total], [200, 4100]);
});

test("what cannot be answered", () => {
  assert.equal(post("/cart", { items: [{ id: "p-999" }] })[0], 422);
  assert.equal(post("/cart", [])[0], 400);
  assert.equal(answer("POST", "/cart", "{")[0], 400);
  assert.equal(answer("GET", "/nowhere", "")[0], 404);
  assert.equal(answer("GET", "//", "")[0], 400);
});
