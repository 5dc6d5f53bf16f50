import static org.junit.Assert.*;

import java.util.*;
import org.junit.Test;

public class ShapesTest {
    @Test public void circlesOnly() {
        assertEquals(3.0, Shapes.radii(List.of(new Shapes.Circle(1), new Shapes.Circle(2))), 0.001);
    }

    @Test public void othersAreLeftOut() {
        assertEquals(1.0, Shapes.radii(List.of("label", new Shapes.Circle(1))), 0.001);
    }
}
