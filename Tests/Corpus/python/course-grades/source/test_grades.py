import unittest

from grades import Course


class GradesTest(unittest.TestCase):
    def setUp(self):
        self.course = Course("logic")
        self.course.add("ana", 90)
        self.course.add("ana", 70)
        self.course.add("bo", 85)

    def test_average(self):
        self.assertEqual(self.course.average("ana"), 80)

    def test_nobody(self):
        self.assertEqual(self.course.average("eve"), 0.0)

    def test_best(self):
        self.assertEqual(self.course.best(), "bo")
        self.assertIsNone(Course("x").best())
