import static org.junit.Assert.*;

import java.util.*;
import org.junit.Test;

public class MoreTest {
    @Test public void negative() {
        assertEquals(8080, Options.port("-1"));
    }

    @Test public void blank() {
        assertEquals(8080, Options.port(""));
    }
}
