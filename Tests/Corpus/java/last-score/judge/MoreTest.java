import java.util.*;

public class MoreTest {
    public static void main(String[] args) {
        Scores scores = new Scores();
        scores.add(5);
        assert scores.last() == 5;
        scores.add(1);
        scores.add(2);
        assert scores.last() == 2;
    }
}
