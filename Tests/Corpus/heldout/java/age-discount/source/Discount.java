public class Discount {
    static int percent(int age) {
        if (age < 6) {
            return 100;
        }
        if (age > 65) {
            return 30;
        }
        return 0;
    }
}
