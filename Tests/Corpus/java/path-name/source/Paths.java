public class Paths {
    static String extension(String name) {
        String[] parts = name.split("\\.");
        return parts[1];
    }
}
