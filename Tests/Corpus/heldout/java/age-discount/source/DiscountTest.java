import static org.junit.Assert.*;

import java.util.*;
import org.junit.Test;

public class DiscountTest {
    @Test public void child() {
        assertEquals(100, Discount.percent(5));
    }

    @Test public void grown() {
        assertEquals(0, Discount.percent(6));
    }

    @Test public void pensioner() {
        assertEquals(30, Discount.percent(65));
    }
}
