import static org.junit.Assert.*;

import java.util.*;
import org.junit.Test;

public class OrderTest {
    @Test public void plain() {
        assertEquals(4, Order.quantity("4"));
    }

    @Test public void blanks() {
        assertEquals(12, Order.quantity(" 12 "));
    }

    @Test public void price() {
        assertEquals(3, Order.price("3 "));
    }
}
