import java.util.ArrayList;
import java.util.List;

public class Scores {
    private final List<Integer> scores = new ArrayList<>();

    void add(int score) {
        scores.add(score);
    }

    int last() {
        return scores.get(scores.size());
    }
}
