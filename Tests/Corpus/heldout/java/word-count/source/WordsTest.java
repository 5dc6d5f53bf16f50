import static org.junit.Assert.*;

import java.util.*;
import org.junit.Test;

public class WordsTest {
    @Test public void counts() {
        assertEquals(Map.of("a", 2, "b", 1), Words.count("a b a"));
    }
}
