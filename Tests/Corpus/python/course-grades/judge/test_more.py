import unittest

from grades import Course


class MoreTest(unittest.TestCase):
    def test_report(self):
        course = Course("x")
        course.add("ana", 1)
        course.add("ana", 2)
        self.assertEqual(course.report(), {"ana": 1.5})

    def test_zero_score(self):
        course = Course("x")
        course.add("ana", 0)
        course.add("ana", 5)
        self.assertEqual(course.average("ana"), 2.5)
        self.assertEqual(course.average("who"), 0)
