import static org.junit.Assert.*;

import java.util.*;
import org.junit.Test;

public class OptionsTest {
    @Test public void given() {
        assertEquals(9000, Options.port("9000"));
    }

    @Test public void empty() {
        assertEquals(8080, Options.port(""));
    }
}
