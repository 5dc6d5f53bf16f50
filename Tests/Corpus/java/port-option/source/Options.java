public class Options {
    static int port(String text) {
        int port = Integer.parseInt(text);
        return port > 0 ? port : 8080;
    }
}
