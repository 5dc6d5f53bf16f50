public class Order {
    static int quantity(String field) {
        return Integer.parseInt(field);
    }

    static int price(String field) {
        return Integer.parseInt(field.trim());
    }
}
