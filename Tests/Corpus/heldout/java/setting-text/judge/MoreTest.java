import java.util.*;

public class MoreTest {
    public static void main(String[] args) {
        Settings settings = new Settings();
        settings.put("on", true);
        assert settings.text("on").equals("true");
        settings.put("name", "shop");
        assert settings.text("name").equals("shop");
    }
}
