import unittest

from shop import catalog


class CatalogTests(unittest.TestCase):
    def test_all_products_are_listed(self):
        self.assertEqual(len(catalog.everything()), 7)

    def test_a_tag_narrows_the_list(self):
        names = [product["name"] for product in catalog.everything("office")]
        self.assertEqual(names, ["Desk lamp", "Oak desk", "Office chair"])

    def test_rating_is_the_average_to_one_decimal(self):
        self.assertEqual(catalog.rating("p-101"), 4.5)
        self.assertEqual(catalog.rating("p-104"), 3.6)

    def test_details_hold_the_summary_and_the_rating(self):
        details = catalog.details("p-105")
        self.assertEqual(details["name"], "Wool rug")
        self.assertEqual(details["rating"], 4.0)
        self.assertTrue(details["available"])

    def test_search_puts_hits_in_the_name_first(self):
        names = [product["name"] for product in catalog.search("office")]
        self.assertEqual(names, ["Office chair", "Desk lamp", "Oak desk"])

    def test_search_wants_every_word(self):
        self.assertEqual([product["id"] for product in catalog.search("floor lamp")], ["p-102"])
        self.assertEqual(catalog.search("floor rug"), [])

    def test_search_is_cut_at_the_limit(self):
        self.assertEqual(len(catalog.search("light", limit=2)), 2)


if __name__ == "__main__":
    unittest.main()
