import java.util.*;

public class ScoresTest {
    public static void main(String[] args) {
        Scores scores = new Scores();
        scores.add(3);
        scores.add(8);
        assert scores.last() == 8;
    }
}
