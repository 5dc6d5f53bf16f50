import static org.junit.Assert.*;

import java.util.*;
import org.junit.Test;

public class TicketsTest {
    @Test public void order() {
        Tickets tickets = new Tickets();
        tickets.add("a");
        tickets.add("b");
        assertEquals("a", tickets.next());
        assertEquals("b", tickets.next());
    }

    @Test public void empty() {
        assertNull(new Tickets().next());
    }
}
