import static org.junit.Assert.*;

import java.util.*;
import org.junit.Test;

public class MoreTest {
    @Test public void elsewhere() {
        assertFalse(Invoice.isLocal(new Invoice.Customer("Ada", new Invoice.Address("Ulm"))));
    }

    @Test public void none() {
        assertFalse(Invoice.isLocal(new Invoice.Customer("Bob", null)));
    }
}
