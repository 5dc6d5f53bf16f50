import java.util.List;

public class Search {
    static String first(List<String> words, String start) {
        return words.stream().filter(word -> word.startsWith(start)).findFirst().get();
    }
}
