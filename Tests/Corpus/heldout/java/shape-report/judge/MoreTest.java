import static org.junit.Assert.*;

import java.util.*;
import org.junit.Test;

public class MoreTest {
    @Test public void labelInTheMiddle() {
        assertEquals(5.0, Shapes.radii(List.of(new Shapes.Circle(2), 7, new Shapes.Circle(3))), 0.001);
    }

    @Test public void nothing() {
        assertEquals(0.0, Shapes.radii(List.of()), 0.001);
    }
}
