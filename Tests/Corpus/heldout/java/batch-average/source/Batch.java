public class Batch {
    private int total;
    private int count;

    void add(int value) {
        total += value;
        count++;
    }

    int average() {
        return total / count;
    }
}
