import java.util.ArrayList;
import java.util.List;

public class Users {
    private final List<String> nicknames = new ArrayList<>();

    void add(String nickname) {
        nicknames.add(nickname);
    }

    int find(String prefix) {
        int found = 0;
        for (String nickname : nicknames) {
            if (nickname.startsWith(prefix)) {
                found++;
            }
        }
        return found;
    }
}
