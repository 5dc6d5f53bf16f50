public class Invoice {
    static class Address {
        final String city;

        Address(String city) {
            this.city = city;
        }
    }

    static class Customer {
        final String name;
        final Address address;

        Customer(String name, Address address) {
            this.name = name;
            this.address = address;
        }
    }

    static String label(Customer customer) {
        String city = customer.address.city;
        return customer.name + ", " + city;
    }

    static boolean isLocal(Customer customer) {
        return customer.address.city.equals("Bonn");
    }
}
