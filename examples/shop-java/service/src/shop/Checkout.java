package shop;

import java.util.Locale;
import java.util.Map;

/** Coupons and what an order costs. Amounts are in cents. */
final class Checkout {
    static final long SHIPPING = 590;
    static final long FREE_SHIPPING_FROM = 10000;

    record Discount(long percent) {}

    record Coupon(Discount discount, boolean freeShipping, long minimum) {}

    record Quote(long subtotal, long discount, long shipping, long total) {}

    /** The order or its coupon cannot be accepted as it is. */
    static final class Refused extends RuntimeException {
        Refused(String reason) {
            super(reason);
        }
    }

    private static final Map<String, Coupon> COUPONS = Map.of(
        "WELCOME10", new Coupon(new Discount(10), false, 0),
        "SUMMER25", new Coupon(new Discount(25), false, 20000),
        "FREESHIP", new Coupon(null, true, 0));

    /** What an order costs, part by part; the code may be null. */
    static Quote quote(String id, long quantity, String code) {
        Catalog.Product product = Catalog.find(id);
        if (product == null) {
            throw new Refused("there is no product " + id);
        }
        if (quantity < 1) {
            throw new Refused(quantity + " is not a quantity");
        }
        if (quantity > product.stock()) {
            throw new Refused("only " + product.stock() + " of " + product.name() + " are left");
        }
        long subtotal = quantity * product.price();
        Coupon coupon = findCoupon(code, subtotal);
        long discount = discount(coupon, subtotal);
        long shipping = shipping(coupon, subtotal);
        return new Quote(subtotal, discount, shipping, subtotal - discount + shipping);
    }

    /** The coupon behind a code, or null when no code was given. */
    private static Coupon findCoupon(String code, long subtotal) {
        if (code == null) {
            return null;
        }
        Coupon coupon = COUPONS.get(code.toUpperCase(Locale.ROOT));
        if (coupon == null) {
            throw new Refused("the coupon " + code + " is not known");
        }
        if (subtotal < coupon.minimum()) {
            throw new Refused("the coupon " + code + " needs a larger order");
        }
        return coupon;
    }

    /** What a coupon takes off the subtotal. */
    private static long discount(Coupon coupon, long subtotal) {
        if (coupon == null) {
            return 0;
        }
        return subtotal * coupon.discount().percent() / 100;
    }

    /** What it costs to send the order. */
    private static long shipping(Coupon coupon, long subtotal) {
        boolean isFree = subtotal >= FREE_SHIPPING_FROM || coupon != null && coupon.freeShipping();
        return isFree ? 0 : SHIPPING;
    }

    private Checkout() {}
}
