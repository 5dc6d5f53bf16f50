from contacts.merge import keys, merge
from contacts.model import Contact


def test_keys():
    assert keys(Contact("A", " BO@x.ORG ")) == keys(Contact("B", "bo@X.org"))


def test_no_email():
    assert keys(Contact("A")) == set()
    assert len(merge([Contact("A"), Contact("B")])) == 2


def test_order():
    names = [p.name for p in merge([Contact("Cy", "c@x"), Contact("Bo", "b@x"), Contact("C", "C@X")])]
    assert names == ["Cy", "Bo"]
