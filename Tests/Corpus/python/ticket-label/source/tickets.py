"""Labels for tickets."""


class Ticket:
    def __init__(self, number, title, points=0):
        self.number = number
        self.title = title
        self.points = points

    def label(self):
        return "#" + self.number + " " + self.title

    def slug(self):
        return "-".join(self.title.lower().split())


def total_points(tickets):
    return sum(ticket.points for ticket in tickets)


def board(tickets):
    return [ticket.label() for ticket in sorted(tickets, key=lambda t: t.number)]
