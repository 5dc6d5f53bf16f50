"""Lays pictures out in a grid."""


def rows(count, columns):
    """How many rows `count` pictures need."""
    return (count + columns - 1) // columns


def cell(index, columns):
    return index // columns, index % columns


def layout(names, columns):
    """A list of rows; the last one may be short."""
    grid = [[] for _ in range(rows(len(names), columns))]
    for index, name in enumerate(names):
        row, _ = cell(index, columns)
        grid[row].append(name)
    return grid


def fit(width, height, box):
    """The size of a picture in a square box, with its proportions, in whole pixels."""
    if width >= height:
        return box, box * height // width
    return box * width / height, box


def centred(size, box):
    width, height = size
    return (box - width) // 2, (box - height) // 2


def page_of(index, columns, rows_per_page):
    return index // (columns * rows_per_page) + 1


def index(names, columns, rows_per_page):
    """Each picture with its page."""
    return ["%s: %d" % (name, page_of(number, columns, rows_per_page)) for number, name in enumerate(names)]
