import static org.junit.Assert.*;

import java.util.*;
import org.junit.Test;

public class MoreTest {
    @Test public void apart() {
        Tags tags = new Tags();
        tags.add("a", "one");
        tags.add("b", "two");
        tags.add("b", "three");
        assertEquals(1, tags.count("a"));
        assertEquals(2, tags.count("b"));
        assertEquals(0, tags.count("c"));
    }
}
