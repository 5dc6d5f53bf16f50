"""Grades of a course."""


class Course:
    def __init__(self, title):
        self.title = title
        self._scores = {}

    def add(self, student, score):
        self._scores.setdefault(student, []).append(score)

    def average(self, student):
        """The mean of a student's scores; 0.0 without any."""
        scores = self._scores.get(student, [])
        return sum(scores) / len(scores)

    def best(self):
        ranking = sorted(self._scores, key=self.average, reverse=True)
        return ranking[0] if ranking else None

    def report(self):
        return {student: round(self.average(student), 1) for student in self._scores}
