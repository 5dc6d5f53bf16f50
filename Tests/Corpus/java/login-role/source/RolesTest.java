import static org.junit.Assert.*;

import java.util.*;
import org.junit.Test;

public class RolesTest {
    @Test public void admin() {
        assertTrue(Roles.isAdmin(new String("admin")));
    }

    @Test public void guest() {
        assertFalse(Roles.isAdmin("guest"));
    }
}
