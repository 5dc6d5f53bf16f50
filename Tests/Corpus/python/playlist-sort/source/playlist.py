"""A playlist that can be sorted and cut."""


class Track:
    def __init__(self, title, seconds):
        self.title = title
        self.seconds = seconds

    def __repr__(self):
        return f"Track({self.title!r})"


class Playlist:
    def __init__(self, tracks=()):
        self.tracks = list(tracks)

    def by_length(self):
        """The tracks, shortest first."""
        ordered = self.tracks.sort(key=lambda track: track.seconds)
        return [track.title for track in ordered]

    def duration(self):
        return sum(track.seconds for track in self.tracks)

    def first(self, count):
        return [track.title for track in self.tracks[:count]]
