"""Seats of a railway coach: rows, blocks and what a group is given."""

ROW = 4
LETTERS = "ABCD"


def seat_names(rows):
    """All seats of a coach, by row: 1A, 1B, ..."""
    names = []
    for row in range(1, rows + 1):
        for letter in LETTERS:
            names.append("%d%s" % (row, letter))
    return names


def row_of(seat):
    return int(seat[:1])


def letter_of(seat):
    return seat[-1]


class Coach:
    def __init__(self, rows):
        self.seats = seat_names(rows)
        self.taken = {}

    def free(self):
        return [seat for seat in self.seats if seat not in self.taken]

    def take(self, seat, name):
        if seat in self.taken:
            raise ValueError("%s is taken" % seat)
        self.taken[seat] = name

    def group(self, size):
        """The first free seats that stand in one row; else the first free ones anywhere."""
        free = self.free()
        for start in range(len(free) - size + 1):
            block = free[start:start + size]
            if len({row_of(seat) for seat in block}) == 1:
                return block
        return free[:size]

    def window_seats(self):
        return [seat for seat in self.free() if letter_of(seat) in "AD"]


def book(coach, names):
    """Gives a group its seats; the names in the order of the seats."""
    block = coach.group(len(names))
    if len(block) < len(names):
        return None
    for seat, name in zip(block, names):
        coach.take(seat, name)
    return block


def manifest(coach):
    lines = []
    for seat in coach.seats:
        if seat in coach.taken:
            lines.append("%-4s%s" % (seat, coach.taken[seat]))
    return lines
