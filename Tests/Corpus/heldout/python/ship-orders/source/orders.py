"""Orders of a warehouse and their parcels."""

STOCK = {"lamp": 4, "desk": 1, "chair": 9}
WEIGHTS = {"lamp": 2.0, "desk": 25.0, "chair": 6.5}


class Order:
    def __init__(self, number, items, address=None):
        self.number = number
        self.items = items
        self.address = address


class Address:
    def __init__(self, city, country="NL"):
        self.city = city
        self.country = country


class Customer:
    def __init__(self, name, home=None, work=None):
        self.name = name
        self.home = home
        self.work = work

    def delivery(self):
        """Where parcels go: to the home, to the work place where there is no home."""
        return self.home


def order(number, customer, items):
    return Order(number, dict(items), customer.delivery())


def weight(order):
    return sum(WEIGHTS[name] * count for name, count in order.items.items())


def label(order):
    return "%d %s (%s) %.1f kg" % (order.number, order.address.city, order.address.country, weight(order))


def missing(order):
    return [name for name, count in order.items.items() if STOCK.get(name, 0) < count]


def labels(orders):
    return [label(order) for order in orders if not missing(order)]
