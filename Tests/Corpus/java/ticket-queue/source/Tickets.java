import java.util.ArrayDeque;
import java.util.Deque;

public class Tickets {
    private final Deque<String> waiting = new ArrayDeque<>();

    void add(String ticket) {
        waiting.addLast(ticket);
    }

    String next() {
        return waiting.removeFirst();
    }
}
