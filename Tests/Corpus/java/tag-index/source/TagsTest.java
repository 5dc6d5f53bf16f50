import static org.junit.Assert.*;

import java.util.*;
import org.junit.Test;

public class TagsTest {
    @Test public void adds() {
        Tags tags = new Tags();
        tags.add("java", "one");
        tags.add("java", "two");
        assertEquals(2, tags.count("java"));
    }
}
