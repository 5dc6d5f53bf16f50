import static org.junit.Assert.*;

import java.util.*;
import org.junit.Test;

public class MoreTest {
    @Test public void all() {
        Sessions sessions = new Sessions();
        for (int i = 0; i < 9; i++) sessions.add("s" + i, 40 + i);
        assertEquals(9, sessions.sweep(30));
        assertEquals(0, sessions.count());
    }
}
