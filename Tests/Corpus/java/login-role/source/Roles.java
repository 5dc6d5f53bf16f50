public class Roles {
    static boolean isAdmin(String role) {
        return role == "admin";
    }
}
