import java.util.*;

public class UsersTest {
    public static void main(String[] args) {
        Users users = new Users();
        users.add("anna");
        users.add(null);
        users.add("anton");
        assert users.find("an") == 2;
    }
}
