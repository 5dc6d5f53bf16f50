package shop;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Accepts on a lent or an own listening socket until it is told to end; every connection is a thread. */
public final class Main {
    private static final Set<Thread> conversations = ConcurrentHashMap.newKeySet();

    /** One write for one record, so that those of several threads do not mix. */
    static void log(String level, String text) {
        System.err.print(Instant.now() + " " + level + " shop " + text + "\n");
    }

    /** The JVM can be lent a listening socket as its standard input. */
    private static ServerSocketChannel listener() throws IOException {
        if (System.inheritedChannel() instanceof ServerSocketChannel lent) {
            return lent;
        }
        int port = Integer.parseInt(System.getenv().getOrDefault("SHOP_PORT", "8080"));
        return ServerSocketChannel.open().bind(new InetSocketAddress("127.0.0.1", port), 256);
    }

    public static void main(String[] arguments) throws Exception {
        ServerSocketChannel listener = listener();
        Thread accepting = Thread.currentThread();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(listener, accepting)));
        log("INFO", "serving on " + listener.getLocalAddress());
        while (true) {
            SocketChannel client;
            try {
                client = listener.accept();
            } catch (AsynchronousCloseException closed) {
                return;
            }
            Thread thread = new Thread(() -> converse(client));
            conversations.add(thread);
            thread.start();
        }
    }

    private static void converse(SocketChannel client) {
        try (client) {
            new Connection(client).serve();
        } catch (IOException gone) {
            // The client went away.
        } finally {
            conversations.remove(Thread.currentThread());
        }
    }

    /** Every connection may finish what it has begun, and send one more request. */
    private static void end(ServerSocketChannel listener, Thread accepting) {
        try {
            Connection.drain();
            listener.close();
            accepting.join();
            for (Thread thread : conversations) {
                thread.join();
            }
        } catch (IOException | InterruptedException failure) {
            log("WARN", "not ended in good order: " + failure);
        }
        log("INFO", "finished");
    }

    private Main() {}
}
