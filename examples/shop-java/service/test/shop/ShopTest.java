package shop;

import java.util.Objects;

/** The tests of the shop: a program that fails when one of them does. */
public final class ShopTest {
    private static void expect(Object expected, Object found) {
        if (!Objects.equals(expected, found)) {
            throw new AssertionError("expected " + expected + ", found " + found);
        }
    }

    private static void refused(String id, long quantity, String code) {
        try {
            Checkout.quote(id, quantity, code);
        } catch (Checkout.Refused refused) {
            return;
        }
        throw new AssertionError(id + " x " + quantity + " with " + code + " is not refused");
    }

    private static void ordersArePriced() {
        expect(3490L, Checkout.quote("p-106", 1, null).total());
        expect(0L, Checkout.quote("p-105", 1, null).shipping());
        expect(new Checkout.Quote(3900, 390, 590, 4100), Checkout.quote("p-101", 1, "welcome10"));
        expect(6225L, Checkout.quote("p-103", 1, "SUMMER25").discount());
    }

    private static void ordersAreRefused() {
        refused("p-999", 1, null);
        refused("p-101", 0, null);
        refused("p-103", 6, null);
        refused("p-101", 1, "NOPE");
        refused("p-101", 1, "SUMMER25");
    }

    private static void requestsAreAnswered() {
        expect(200, App.answer("/healthz").status());
        expect("{\"products\": [{\"id\": \"p-105\", \"name\": \"Wool rug\", \"price\": 12900}]}",
            App.answer("/products?tag=textile").document());
        expect(400, App.answer("/search").status());
        expect(true, App.answer("/search?q=lamp").document().contains("p-102"));
        expect(true, App.answer("/price?id=p-101&coupon=WELCOME10").document().contains("\"total\": 4100"));
        expect(422, App.answer("/price?id=p-999").status());
        expect(404, App.answer("/nowhere").status());
        expect(400, App.answer("/price?id=%zz").status());
        expect(400, App.answer("/products|").status());
    }

    public static void main(String[] arguments) {
        ordersArePriced();
        ordersAreRefused();
        requestsAreAnswered();
        System.out.println("all hold");
    }
}
