import static org.junit.Assert.*;

import java.util.*;
import org.junit.Test;

public class MoreTest {
    @Test public void again() {
        Tickets tickets = new Tickets();
        tickets.add("a");
        assertEquals("a", tickets.next());
        assertNull(tickets.next());
        tickets.add("b");
        assertEquals("b", tickets.next());
    }
}
