"""Carts, coupons and what an order costs. Amounts are in cents."""

import itertools
import threading

from shop import catalog

SHIPPING = 590
FREE_SHIPPING_FROM = 10000

COUPONS = {
    "WELCOME10": {"percent": 10},
    "SUMMER25": {"percent": 25, "minimum": 20000},
    "FREESHIP": {"free_shipping": True},
}

_order_numbers = itertools.count(1001)
_lock = threading.Lock()


class CartError(Exception):
    """The cart or its coupon cannot be accepted as it is."""


def cart_lines(items):
    """The lines of a cart with their prices."""
    if not items:
        raise CartError("the cart is empty")
    lines = []
    for item in items:
        product = catalog.find(item.get("id"))
        if product is None:
            raise CartError(f"there is no product {item.get('id')!r}")
        quantity = item.get("quantity", 1)
        if not isinstance(quantity, int) or quantity < 1:
            raise CartError(f"{quantity!r} is not a quantity")
        if quantity > product["stock"]:
            raise CartError(f"only {product['stock']} of {product['name']} are left")
        lines.append({"id": item["id"], "quantity": quantity, "amount": quantity * product["price"]})
    return lines


def find_coupon(code, subtotal):
    """The coupon behind a code, or None when no code was given."""
    if not code:
        return None
    coupon = COUPONS.get(code.strip().upper())
    if coupon is None:
        raise CartError(f"the coupon {code!r} is not known")
    if subtotal < coupon.get("minimum", 0):
        raise CartError(f"the coupon {code!r} needs an order of {coupon['minimum'] / 100:.2f}")
    return coupon


def discount(coupon, subtotal):
    """What a coupon takes off the subtotal."""
    if coupon is None:
        return 0
    percent = coupon["percent"]
    return subtotal * percent // 100


def shipping(coupon, subtotal):
    """What it costs to send the order."""
    if subtotal >= FREE_SHIPPING_FROM or (coupon and coupon.get("free_shipping")):
        return 0
    return SHIPPING


def quote(items, code=None):
    """What a cart costs, part by part."""
    lines = cart_lines(items)
    subtotal = sum(line["amount"] for line in lines)
    coupon = find_coupon(code, subtotal)
    off = discount(coupon, subtotal)
    sending = shipping(coupon, subtotal)
    return {
        "lines": lines,
        "subtotal": subtotal,
        "discount": off,
        "shipping": sending,
        "total": subtotal - off + sending,
    }


def place(order):
    """Places an order and gives it a number."""
    priced = quote(order.get("items"), order.get("coupon"))
    with _lock:
        number = next(_order_numbers)
    return {"order": number, **priced}
