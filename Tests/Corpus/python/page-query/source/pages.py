"""Cuts lists into pages as a query asks for them."""


def page_number(query):
    """The page that is asked for; 1 when the query names none that makes sense."""
    number = int(query.get("page", "1"))
    return max(1, number)


def page(items, query, size=3):
    start = (page_number(query) - 1) * size
    return items[start:start + size]


def count(items, size=3):
    return (len(items) + size - 1) // size
