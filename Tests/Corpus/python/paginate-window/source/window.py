"""Which page numbers a pager shows."""


def window(page, pages, width=5):
    """The numbers around `page`, at most `width` of them, from 1 to `pages`."""
    half = width // 2
    start = max(1, page - half)
    end = min(pages, start + width)
    start = max(1, end - width + 1)
    return list(range(start, end + 1))


def last_page(count, size):
    return -(-count // size)
