"""A store of JSON values in the files of a folder."""
import json
import os


class Store:
    def __init__(self, folder):
        self.folder = folder

    def _path(self, name):
        return os.path.join(self.folder, name + ".json")

    def put(self, name, value):
        with open(self._path(name), "w") as out:
            json.dump(value, out)

    def get(self, name, default=None):
        """The value; the default when there is none, or the file was cut off while it was written."""
        if not os.path.exists(self._path(name)):
            return default
        with open(self._path(name)) as text:
            return json.load(text)

    def names(self):
        return sorted(name[:-5] for name in os.listdir(self.folder) if name.endswith(".json"))
