import static org.junit.Assert.*;

import java.util.*;
import org.junit.Test;

public class SearchTest {
    @Test public void found() {
        assertEquals("tea", Search.first(List.of("cup", "tea"), "t"));
    }

    @Test public void missing() {
        assertEquals("", Search.first(List.of("cup"), "t"));
    }
}
