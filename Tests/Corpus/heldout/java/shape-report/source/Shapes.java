import java.util.List;

/** Adds up what a drawing holds. */
public class Shapes {
    static class Circle {
        final double radius;

        Circle(double radius) {
            this.radius = radius;
        }
    }

    static double radii(List<?> shapes) {
        double sum = 0;
        for (Object shape : shapes) {
            Circle circle = (Circle) shape;
            sum += circle.radius;
        }
        return sum;
    }
}
