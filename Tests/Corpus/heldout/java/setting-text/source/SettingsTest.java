import java.util.*;

public class SettingsTest {
    public static void main(String[] args) {
        Settings settings = new Settings();
        settings.put("host", "localhost");
        assert settings.text("host").equals("localhost");
        settings.put("port", 8080);
        assert settings.text("port").equals("8080") : settings.text("port");
    }
}
