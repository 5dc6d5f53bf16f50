import os
import tempfile
import unittest

from todo import Todo


class TodoTest(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.path = os.path.join(self.folder.name, "todo.json")

    def tearDown(self):
        self.folder.cleanup()

    def test_round_trip(self):
        todo = Todo(self.path)
        todo.add("wash")
        todo.save()
        self.assertEqual(Todo(self.path).load().open_items(), ["wash"])

    def test_first_time(self):
        self.assertEqual(Todo(self.path).load().open_items(), [])
