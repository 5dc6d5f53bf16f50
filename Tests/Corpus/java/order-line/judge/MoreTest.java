import static org.junit.Assert.*;

import java.util.*;
import org.junit.Test;

public class MoreTest {
    @Test public void tabs() {
        assertEquals(7, Order.quantity("\t7\n"));
    }

    @Test public void negative() {
        assertEquals(-7, Order.quantity(" -7"));
    }
}
