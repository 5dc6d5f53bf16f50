import static org.junit.Assert.*;

import java.util.*;
import org.junit.Test;

public class PathsTest {
    @Test public void has() {
        assertEquals("txt", Paths.extension("a.txt"));
    }

    @Test public void hasNone() {
        assertEquals("", Paths.extension("README"));
    }
}
