"""Bookings of rooms."""


class Room:
    def __init__(self, name, seats):
        self.name = name
        self.seats = seats
        self.bookings = []

    def is_free(self, start, end):
        for other_start, other_end in self.bookings:
            if start < other_end and start > other_start:
                return False
        return True

    def book(self, start, end):
        if not self.is_free(start, end):
            return False
        self.bookings.append((start, end))
        return True


def find(rooms, people, start, end):
    fitting = [room for room in rooms if room.seats >= people and room.is_free(start, end)]
    return min(fitting, key=lambda room: room.seats).name if fitting else None
