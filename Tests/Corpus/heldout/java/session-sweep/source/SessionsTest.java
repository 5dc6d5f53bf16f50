import static org.junit.Assert.*;

import java.util.*;
import org.junit.Test;

public class SessionsTest {
    @Test public void sweeps() {
        Sessions sessions = new Sessions();
        sessions.add("a", 10);
        sessions.add("b", 50);
        sessions.add("c", 60);
        sessions.add("d", 5);
        assertEquals(2, sessions.sweep(30));
        assertEquals(2, sessions.count());
    }

    @Test public void keepsTheYoung() {
        Sessions sessions = new Sessions();
        sessions.add("a", 10);
        assertEquals(0, sessions.sweep(30));
    }
}
