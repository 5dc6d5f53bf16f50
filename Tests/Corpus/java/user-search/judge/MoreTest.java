import java.util.*;

public class MoreTest {
    public static void main(String[] args) {
        Users users = new Users();
        users.add(null);
        users.add(null);
        assert users.find("") == 0;
        users.add("zoe");
        assert users.find("z") == 1;
    }
}
