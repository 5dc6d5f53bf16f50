"""Reads people from lines of comma-separated text."""


def split(line):
    return [field.strip() for field in line.split(",")]


def initials(name):
    return "".join(part[0].upper() for part in name.split(" "))


def read(lines):
    people = []
    for line in lines:
        if not line.strip():
            continue
        fields = split(line)
        people.append({"name": fields[0], "initials": initials(fields[0]), "team": fields[1]})
    return people
