import static org.junit.Assert.*;

import java.util.*;
import org.junit.Test;

public class SeriesTest {
    @Test public void some() {
        assertEquals(6, Series.sum(new int[] {1, 2, 3}));
    }

    @Test public void none() {
        assertEquals(0, Series.sum(new int[] {}));
    }
}
