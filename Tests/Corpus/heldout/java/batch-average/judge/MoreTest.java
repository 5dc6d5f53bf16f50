import java.util.*;

public class MoreTest {
    public static void main(String[] args) {
        Batch batch = new Batch();
        batch.add(-9);
        assert batch.average() == -9;
        batch.add(-1);
        assert batch.average() == -5;
        assert new Batch().average() == 0;
    }
}
