import os
import tempfile
import unittest

from store import Store


class MoreTest(unittest.TestCase):
    def test_empty_file(self):
        with tempfile.TemporaryDirectory() as folder:
            store = Store(folder)
            open(os.path.join(folder, "c.json"), "w").close()
            self.assertIsNone(store.get("c"))
            self.assertEqual(store.get("c", 5), 5)
            store.put("c", 0)
            self.assertEqual(store.get("c", 5), 0)
