import static org.junit.Assert.*;

import java.util.*;
import org.junit.Test;

public class MoreTest {
    @Test public void more() {
        assertEquals("md", Paths.extension("x.md"));
        assertEquals("", Paths.extension("Makefile"));
    }
}
