public import SystemCalls

/// A small service whose failure is known: what plugins work on while they are checked.
public enum SampleTree {
  /// Its name.
  public static let name = "shop"
  /// The id of its language pack.
  public static let language = "python"
  /// Runs its tests, of which one fails.
  public static let test = "python3 -m unittest discover tests"

  /// What it writes when it fails.
  static let trace = """
    Traceback (most recent call last):
      File "shop/basket.py", line 12, in total
        cost += item["price"]
    KeyError: 'price'
    """

  /// What mends it.
  static let mend = """
    --- a/shop/basket.py
    +++ b/shop/basket.py
    @@ -9,5 +9,5 @@
     def total(basket):
         cost = 0
         for item in lines(basket):
    -        cost += item["price"]
    +        cost += item.get("price", 0)
         return cost

    """

  private static let files = [
    "shop/__init__.py": "",
    "shop/basket.py": """
    \"""What a basket costs.\"""


    def lines(basket):
        \"""The items that are paid for.\"""
        return [item for item in basket if not item.get("gift")]


    def total(basket):
        cost = 0
        for item in lines(basket):
            cost += item["price"]
        return cost

    """,
    "tests/__init__.py": "",
    "tests/test_basket.py": """
    import unittest

    from shop.basket import total


    class BasketTests(unittest.TestCase):
        def test_prices_are_added(self):
            self.assertEqual(total([{"price": 3}, {"price": 4}]), 7)

        def test_what_has_no_price_costs_nothing(self):
            self.assertEqual(total([{"price": 3}, {}]), 3)


    if __name__ == "__main__":
        unittest.main()

    """,
  ]

  /// Writes the files into a folder that is there.
  public static func write(into folder: String) throws(SystemError) {
    for (path, text) in files {
      try Files.makeFolder(Files.parent(of: "\(folder)/\(path)"))
      try Files.replace("\(folder)/\(path)", with: Array(text.utf8))
    }
  }
}
