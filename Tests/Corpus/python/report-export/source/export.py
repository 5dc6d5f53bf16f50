"""Writes reports, one file per month."""
import os


def file_name(root, year, month):
    return os.path.join(root, str(year), f"{month:02d}.txt")


def render(rows):
    return "".join(f"{name}\t{value}\n" for name, value in rows)


def export(root, year, month, rows):
    """Write the rows; returns the path of the file."""
    path = file_name(root, year, month)
    with open(path, "w") as out:
        out.write(render(rows))
    return path
