import static org.junit.Assert.*;

import java.util.*;
import org.junit.Test;

public class MoreTest {
    @Test public void none() {
        assertEquals("", Search.first(List.of(), "x"));
    }

    @Test public void firstOfTwo() {
        assertEquals("ab", Search.first(List.of("ab", "ac"), "a"));
    }
}
