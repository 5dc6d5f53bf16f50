package shop;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The routes: from a request to a status and a JSON document. */
final class App {
    record Answer(int status, String document) {}

    /** What is not foreseen goes up as an exception. */
    static Answer answer(String target) {
        URI uri;
        Map<String, String> query;
        try {
            uri = URI.create(target);
            query = parameters(uri.getRawQuery());
        } catch (IllegalArgumentException malformed) {
            return problem(400, "the address cannot be read");
        }
        try {
            return switch (uri.getPath()) {
                case "/healthz" -> new Answer(200, "{\"status\": \"ok\", \"products\": " + Catalog.size() + "}");
                case "/products" -> new Answer(200, list(Catalog.tagged(query.get("tag"))));
                case "/search" -> search(query.get("q"));
                case "/price" -> price(query);
                default -> problem(404, "there is nothing at " + uri.getPath());
            };
        } catch (Checkout.Refused refused) {
            return problem(422, refused.getMessage());
        }
    }

    private static Answer search(String text) {
        if (text == null || text.isBlank()) {
            return problem(400, "say what to search for: ?q=lamp");
        }
        return new Answer(200, list(Catalog.search(text)));
    }

    private static Answer price(Map<String, String> query) {
        String quantity = query.getOrDefault("quantity", "1");
        if (!query.containsKey("id") || !quantity.matches("\\d{1,6}")) {
            return problem(400, "say which product, and how many: ?id=p-101&quantity=2");
        }
        Checkout.Quote quote = Checkout.quote(query.get("id"), Long.parseLong(quantity), query.get("coupon"));
        return new Answer(200, String.format("{\"subtotal\": %d, \"discount\": %d, \"shipping\": %d, \"total\": %d}",
            quote.subtotal(), quote.discount(), quote.shipping(), quote.total()));
    }

    private static String list(List<Catalog.Product> products) {
        return products.stream()
            .map(product -> String.format("{\"id\": \"%s\", \"name\": \"%s\", \"price\": %d}",
                product.id(), product.name(), product.price()))
            .collect(Collectors.joining(", ", "{\"products\": [", "]}"));
    }

    private static Answer problem(int status, String reason) {
        return new Answer(status, "{\"error\": \"" + reason.replaceAll("[\"\\\\\\p{Cntrl}]", "") + "\"}");
    }

    private static Map<String, String> parameters(String query) {
        Map<String, String> found = new HashMap<>();
        if (query == null) {
            return found;
        }
        for (String pair : query.split("&")) {
            String[] parts = pair.split("=", 2);
            found.put(parts[0], parts.length == 1 ? "" : URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
        }
        return found;
    }

    private App() {}
}
