package shop;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** HTTP: one connection and the requests on it, one after the other. */
final class Connection {
    private static final int IDLE_MS = 30000;
    private static final int LAST_REQUEST_MS = 5000;
    private static final int LARGEST_HEAD = 8192;
    private static final Set<Selector> waiting = ConcurrentHashMap.newKeySet();
    private static volatile boolean isDraining;

    private final SocketChannel client;
    private final ByteBuffer head = ByteBuffer.allocate(LARGEST_HEAD);

    Connection(SocketChannel client) throws IOException {
        this.client = client;
        client.setOption(StandardSocketOptions.TCP_NODELAY, true);
    }

    /** From now on every connection serves one more request. */
    static void drain() {
        isDraining = true;
        waiting.forEach(Selector::wakeup);
    }

    void serve() throws IOException {
        boolean isLast = false;
        while (!isLast && waitForRequest()) {
            isLast = isDraining;
            String request = read();
            if (request == null) {
                return;
            }
            String[] words = request.split(" ", 3);
            App.Answer answer = words.length == 3 ? answer(words[0], words[1]) : new App.Answer(400, "{}");
            write(answer, isLast);
            Main.log("INFO", request.replaceFirst(" HTTP/.*", "") + " " + answer.status());
        }
    }

    private App.Answer answer(String method, String target) {
        try {
            return App.answer(target);
        } catch (RuntimeException failure) {
            StringWriter trace = new StringWriter();
            failure.printStackTrace(new PrintWriter(trace));
            String request = "{\"method\": \"" + method + "\", \"target\": \"" + target + "\"}";
            Main.log("ERROR", method + " " + target + " failed\n" + trace + "failing-request: " + request);
            return new App.Answer(500, "{\"error\": \"internal error\"}");
        }
    }

    /** Whether a request has come. */
    private boolean waitForRequest() throws IOException {
        try (Selector selector = Selector.open()) {
            client.configureBlocking(false);
            client.register(selector, SelectionKey.OP_READ);
            waiting.add(selector);
            int ready = isDraining ? 0 : selector.select(IDLE_MS);
            long end = System.currentTimeMillis() + LAST_REQUEST_MS;
            // More than once: the wake-up of the end may still be on its way.
            while (ready == 0 && isDraining && System.currentTimeMillis() < end) {
                ready = selector.select(LAST_REQUEST_MS);
            }
            waiting.remove(selector);
            return ready > 0;
        } finally {
            client.configureBlocking(true);
        }
    }

    /** The first line of a request without a body; null when the client went away or sends something else. */
    private String read() throws IOException {
        head.clear();
        while (head.hasRemaining()) {
            if (client.read(head) < 0) {
                return null;
            }
            String text = StandardCharsets.ISO_8859_1.decode(head.duplicate().flip()).toString();
            if (text.contains("\r\n\r\n")) {
                return text.lines().findFirst().orElse(null);
            }
        }
        return null;
    }

    private void write(App.Answer answer, boolean isLast) throws IOException {
        byte[] document = answer.document().getBytes(StandardCharsets.UTF_8);
        String start = "HTTP/1.1 " + answer.status() + " Answer\r\nContent-Type: application/json\r\nContent-Length: "
            + document.length + (isLast ? "\r\nConnection: close" : "") + "\r\n\r\n";
        ByteBuffer bytes = ByteBuffer.wrap((start + answer.document()).getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
            client.write(bytes);
        }
    }
}
