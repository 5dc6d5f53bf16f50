import java.util.ArrayList;
import java.util.List;

public class Cart {
    private final List<String> items = new ArrayList<>();

    void add(String item) {
        items.add(item);
    }

    int count(String wanted) {
        int found = 0;
        for (String item : items) {
            if (item == wanted) {
                found++;
            }
        }
        return found;
    }
}
