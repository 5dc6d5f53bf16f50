import static org.junit.Assert.*;

import java.util.*;
import org.junit.Test;

public class MoreTest {
    @Test public void one() {
        assertEquals(-4, Series.sum(new int[] {-4}));
    }

    @Test public void many() {
        assertEquals(45, Series.sum(new int[] {0, 1, 2, 3, 4, 5, 6, 7, 8, 9}));
    }
}
