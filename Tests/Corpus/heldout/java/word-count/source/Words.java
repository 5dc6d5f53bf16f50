import java.util.Map;
import java.util.TreeMap;

public class Words {
    static Map<String, Integer> count(String text) {
        Map<String, Integer> counts = new TreeMap<>();
        for (String word : text.split(" ")) {
            counts.put(word, counts.get(word) + 1);
        }
        return counts;
    }
}
