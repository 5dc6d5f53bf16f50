import os
import tempfile
import unittest

from todo import Todo


class MoreTest(unittest.TestCase):
    def test_use_after_first_load(self):
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "t")
            todo = Todo(path).load()
            todo.add("cook")
            todo.save()
            self.assertEqual(Todo(path).load().items, [{"text": "cook", "done": False}])
