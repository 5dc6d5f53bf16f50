import static org.junit.Assert.*;

import java.util.*;
import org.junit.Test;

public class MoreTest {
    @Test public void one() {
        assertEquals(Map.of("x", 1), Words.count("x"));
    }

    @Test public void same() {
        assertEquals(Map.of("y", 4), Words.count("y y y y"));
    }
}
