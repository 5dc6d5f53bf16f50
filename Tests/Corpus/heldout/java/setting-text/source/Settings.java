import java.util.HashMap;
import java.util.Map;

public class Settings {
    private final Map<String, Object> values = new HashMap<>();

    void put(String name, Object value) {
        values.put(name, value);
    }

    String text(String name) {
        return (String) values.get(name);
    }
}
