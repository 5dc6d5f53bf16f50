"""Writes invoices."""


class Line:
    def __init__(self, text, price, count=1):
        self.text = text
        self.price = price
        self.count = count

    def total(self):
        return self.price * self.count


def render(lines, width=20):
    """Rows of text, with the sum in the last one."""
    rows = []
    total = 0
    for line in lines:
        total += line.total
        rows.append(line.text.ljust(width) + f"{line.total():8.2f}")
    rows.append("total".ljust(width) + f"{total:8.2f}")
    return rows


def count(lines):
    return sum(line.count for line in lines)
