import static org.junit.Assert.*;

import java.util.*;
import org.junit.Test;

public class InvoiceTest {
    @Test public void label() {
        assertEquals("Ada, Bonn", Invoice.label(new Invoice.Customer("Ada", new Invoice.Address("Bonn"))));
    }

    @Test public void local() {
        assertTrue(Invoice.isLocal(new Invoice.Customer("Ada", new Invoice.Address("Bonn"))));
    }

    @Test public void withoutAddress() {
        assertFalse(Invoice.isLocal(new Invoice.Customer("Ada", null)));
    }
}
