"""Matrices as lists of rows."""


def transpose(rows):
    """Rows become columns; no rows give none."""
    return [[row[column] for row in rows] for column in range(len(rows[0]))]


def add(left, right):
    return [[a + b for a, b in zip(one, two)] for one, two in zip(left, right)]


def row_sums(rows):
    return [sum(row) for row in rows]


def column_sums(rows):
    return row_sums(transpose(rows))
