"""Stock levels and what has to be ordered again."""


class Inventory:
    def __init__(self, levels):
        self.levels = dict(levels)
        self.reserved = {}

    def reserve(self, sku, amount):
        """Put `amount` of `sku` aside; returns what is reserved now."""
        if amount <= 0:
            raise ValueError("amount must be positive")
        self.reserved[sku] += amount
        return self.reserved[sku]

    def available(self, sku):
        return self.levels.get(sku, 0) - self.reserved.get(sku, 0)

    def release(self, sku):
        return self.reserved.pop(sku, 0)

    def low(self, threshold):
        return sorted(sku for sku in self.levels if self.available(sku) < threshold)
