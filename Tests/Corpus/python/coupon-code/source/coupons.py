"""Coupons of a shop."""

COUPONS = {"SPRING": 10, "VIP": 25}


class UnknownCoupon(Exception):
    pass


def discount(code):
    """The discount of a coupon in percent, in any case and with blanks around."""
    return COUPONS[code.strip()]


def apply(price, code):
    if not code:
        return price
    return round(price * (100 - discount(code)) / 100, 2)
