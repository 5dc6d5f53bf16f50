package shop;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Products, and finding them. */
final class Catalog {
    /** Amounts are in cents. */
    record Product(String id, String name, long price, long stock, List<String> tags) {}

    private static final Map<String, Product> PRODUCTS = new TreeMap<>();

    static {
        add("p-101", "Desk lamp", 3900, 40, "light", "office");
        add("p-102", "Floor lamp", 8900, 12, "light", "living");
        add("p-103", "Oak desk", 24900, 5, "furniture", "office");
        add("p-104", "Office chair", 17900, 9, "furniture", "office");
        add("p-105", "Wool rug", 12900, 7, "textile", "living");
        add("p-106", "Wall clock", 2900, 25, "living");
    }

    private static void add(String id, String name, long price, long stock, String... tags) {
        PRODUCTS.put(id, new Product(id, name, price, stock, List.of(tags)));
    }

    static int size() {
        return PRODUCTS.size();
    }

    /** The product, or null when there is none with this id. */
    static Product find(String id) {
        return PRODUCTS.get(id);
    }

    /** All products, or those with a tag. */
    static List<Product> tagged(String tag) {
        return PRODUCTS.values().stream().filter(product -> tag == null || product.tags().contains(tag)).toList();
    }

    /** The products whose name holds the text. */
    static List<Product> search(String text) {
        String wanted = text.toLowerCase();
        return PRODUCTS.values().stream().filter(product -> product.name().toLowerCase().contains(wanted)).toList();
    }

    private Catalog() {}
}
