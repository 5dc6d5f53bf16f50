"""A list of things to do, kept in a file of JSON."""
import json


class Todo:
    def __init__(self, path):
        self.path = path
        self.items = []

    def load(self):
        """Reads the items; without a file the list is empty."""
        with open(self.path) as source:
            self.items = json.load(source)
        return self

    def save(self):
        with open(self.path, "w") as out:
            json.dump(self.items, out)

    def add(self, text):
        self.items.append({"text": text, "done": False})

    def open_items(self):
        return [item["text"] for item in self.items if not item["done"]]
