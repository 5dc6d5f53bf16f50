import java.util.LinkedHashMap;
import java.util.Map;

public class Sessions {
    private final Map<String, Integer> ages = new LinkedHashMap<>();

    void add(String id, int age) {
        ages.put(id, age);
    }

    int sweep(int limit) {
        int removed = 0;
        for (String id : ages.keySet()) {
            if (ages.get(id) > limit) {
                ages.remove(id);
                removed++;
            }
        }
        return removed;
    }

    int count() {
        return ages.size();
    }
}
