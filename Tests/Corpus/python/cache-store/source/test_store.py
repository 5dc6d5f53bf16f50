import os
import tempfile
import unittest

from store import Store


class StoreTest(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.store = Store(self.folder.name)

    def tearDown(self):
        self.folder.cleanup()

    def test_put(self):
        self.store.put("a", [1])
        self.assertEqual(self.store.get("a"), [1])
        self.assertEqual(self.store.names(), ["a"])

    def test_absent(self):
        self.assertEqual(self.store.get("b", 7), 7)

    def test_cut_off(self):
        with open(os.path.join(self.folder.name, "c.json"), "w") as out:
            out.write('{"a": 1, "b')
        self.assertEqual(self.store.get("c", {}), {})
