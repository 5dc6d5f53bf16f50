import static org.junit.Assert.*;

import java.util.*;
import org.junit.Test;

public class MoreTest {
    @Test public void built() {
        assertTrue(Roles.isAdmin(new StringBuilder("nimda").reverse().toString()));
        assertFalse(Roles.isAdmin(""));
    }
}
