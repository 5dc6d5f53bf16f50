import static org.junit.Assert.*;

import java.util.*;
import org.junit.Test;

public class MoreTest {
    @Test public void edges() {
        assertEquals(30, Discount.percent(66));
        assertEquals(0, Discount.percent(64));
        assertEquals(0, Discount.percent(18));
    }
}
