import assert from "node:assert/strict";
import { test } from "node:test";

import { CartError, cartLines, place, quote } from "../src/checkout.js";

const cart = (...items) => items.map(([id, quantity]) => ({ id, quantity }));

test("lines are priced", () => {
  const amounts = cartLines(cart(["p-101", 2], ["p-106", 1])).map((line) => line.amount);
  assert.deepEqual(amounts, [7800, 2900]);
});

test("a small order pays for shipping", () => {
  const { shipping, total } = quote(cart(["p-106", 1]));
  assert.deepEqual([shipping, total], [590, 3490]);
});

test("a large order is sent for free", () => {
  assert.equal(quote(cart(["p-105", 1])).shipping, 0);
});

test("a coupon takes its percentage off", () => {
  const { discount, total } = quote(cart(["p-101", 1]), "welcome10");
  assert.deepEqual([discount, total], [390, 4100]);
});

test("a coupon can need a minimum", () => {
  assert.throws(() => quote(cart(["p-101", 1]), "SUMMER25"), /needs an order of 200.00/);
  assert.equal(quote(cart(["p-103", 1]), "SUMMER25").discount, 6225);
});

test("what cannot be accepted is refused", () => {
  assert.throws(() => quote(cart(["p-101", 1]), "NOPE"), CartError);
  assert.throws(() => quote([]), /empty/);
  assert.throws(() => quote(cart(["p-103", 6])), /only 5 of Oak desk/);
});

test("orders are numbered", () => {
  const first = place({ items: cart(["p-101", 1]) });
  const second = place({ items: cart(["p-101", 1]), coupon: "WELCOME10" });
  assert.equal(second.order, first.order + 1);
});
