import java.util.HashMap;
import java.util.List;
import java.util.Map;

public class Tags {
    private final Map<String, List<String>> pages = new HashMap<>();

    void add(String tag, String page) {
        pages.get(tag).add(page);
    }

    int count(String tag) {
        return pages.containsKey(tag) ? pages.get(tag).size() : 0;
    }
}
