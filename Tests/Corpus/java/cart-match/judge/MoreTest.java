import java.util.*;

public class MoreTest {
    public static void main(String[] args) {
        Cart cart = new Cart();
        for (int i = 0; i < 3; i++) cart.add("c" + i);
        assert cart.count("c1") == 1;
        assert cart.count("c9") == 0;
    }
}
