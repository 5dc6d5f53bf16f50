import java.util.*;

public class CartTest {
    public static void main(String[] args) {
        Cart cart = new Cart();
        cart.add("tea".concat("pot"));
        cart.add("cup");
        cart.add("teapot");
        assert cart.count("teapot") == 2 : cart.count("teapot");
    }
}
