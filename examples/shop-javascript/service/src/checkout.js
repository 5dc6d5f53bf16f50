// Carts, coupons and what an order costs. Amounts are in cents.

import { products } from "./catalog.js";

const SHIPPING = 590;
const FREE_SHIPPING_FROM = 10000;

const coupons = new Map([
  ["WELCOME10", { discount: { percent: 10 } }],
  ["SUMMER25", { discount: { percent: 25 }, minimum: 20000 }],
  ["FREESHIP", { freeShipping: true }],
]);

let lastOrder = 1000;

/** The cart or its coupon cannot be accepted as it is. */
export class CartError extends Error {}

/** The lines of a cart with their prices. */
export function cartLines(items) {
  if (!Array.isArray(items) || items.length === 0) {
    throw new CartError("the cart is empty");
  }
  return items.map(({ id, quantity = 1 }) => {
    const product = products.get(id);
    if (!product) {
      throw new CartError(`there is no product ${id}`);
    }
    if (!Number.isInteger(quantity) || quantity < 1) {
      throw new CartError(`${quantity} is not a quantity`);
    }
    if (quantity > product.stock) {
      throw new CartError(`only ${product.stock} of ${product.name} are left`);
    }
    return { id, quantity, amount: quantity * product.price };
  });
}

/** The coupon behind a code, or null when no code was given. */
function findCoupon(code, subtotal) {
  if (!code) {
    return null;
  }
  const coupon = coupons.get(code.trim().toUpperCase());
  if (!coupon) {
    throw new CartError(`the coupon ${code} is not known`);
  }
  if (subtotal < (coupon.minimum ?? 0)) {
    throw new CartError(`the coupon ${code} needs an order of ${(coupon.minimum / 100).toFixed(2)}`);
  }
  return coupon;
}

/** What a coupon takes off the subtotal. */
function discountOf(coupon, subtotal) {
  if (coupon === null) {
    return 0;
  }
  return Math.floor((subtotal * coupon.discount.percent) / 100);
}

/** What it costs to send the order. */
function shippingOf(coupon, subtotal) {
  return subtotal >= FREE_SHIPPING_FROM || coupon?.freeShipping ? 0 : SHIPPING;
}

/** What a cart costs, part by part. */
export function quote(items, code) {
  const lines = cartLines(items);
  const subtotal = lines.reduce((sum, line) => sum + line.amount, 0);
  const coupon = findCoupon(code, subtotal);
  const discount = discountOf(coupon, subtotal);
  const shipping = shippingOf(coupon, subtotal);
  return { lines, subtotal, discount, shipping, total: subtotal - discount + shipping };
}

/** Places an order and gives it a number. */
export function place({ items, coupon }) {
  const priced = quote(items, coupon);
  lastOrder += 1;
  return { order: lastOrder, ...priced };
}
