"""Invoices from lines of text: `name;count;price`."""


def parse_line(line):
    name, count, price = line.split(";")
    return {"name": name.strip(), "count": int(count), "price": float(price)}


def parse(text):
    return [parse_line(line) for line in text.splitlines() if line.strip()]


def amount(item):
    return item["count"] * item["price"]


def subtotal(items):
    return sum(amount(item) for item in items)


def discount(items, rules):
    """Rules are pairs of a least sum and a rate; the highest that applies counts."""
    total = subtotal(items)
    rate = 0
    for least, part in rules:
        if total >= least and part > rate:
            rate = part
    return total * rate


def total(items, rules=()):
    return round(subtotal(items) - discount(items, rules), 2)


def document(text, rules=()):
    items = parse(text)
    lines = ["%-10s %3d x %8.2f" % (item["name"], item["count"], item["price"]) for item in items]
    lines.append("total %.2f" % total(items, rules))
    return lines


def read_rules(text):
    """`100:0.05, 500:0.1`"""
    rules = []
    for part in text.split(","):
        least, rate = part.split(":")
        rules.append((least.strip(), float(rate)))
    return rules
