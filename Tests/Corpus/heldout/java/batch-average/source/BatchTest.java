import java.util.*;

public class BatchTest {
    public static void main(String[] args) {
        Batch batch = new Batch();
        batch.add(4);
        batch.add(8);
        assert batch.average() == 6;
        assert new Batch().average() == 0;
    }
}
