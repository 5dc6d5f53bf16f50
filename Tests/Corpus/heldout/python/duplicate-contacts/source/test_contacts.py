from contacts.merge import joined, keys, merge
from contacts.model import Contact, phone_key


def test_phone_key():
    assert phone_key("0171/22-33") == "01712233"


def test_keys():
    assert keys(Contact("Ana", "a@x.org", ["1-2"])) == {"a@x.org", "12"}


def test_same_phone():
    people = merge([Contact("A", phones=["12-3"]), Contact("Ana", phones=["123", "9"])])
    assert len(people) == 1
    assert people[0].phones == ["12-3", "9"]
    assert people[0].name == "Ana"


def test_same_email():
    people = merge([Contact("Ana", "Ana@X.org"), Contact("A", "ana@x.org ")])
    assert [person.name for person in people] == ["Ana"]


def test_strangers():
    assert len(merge([Contact("A", "a@x.org"), Contact("B", "b@x.org")])) == 2


def test_joined_keeps_first_email():
    assert joined(Contact("A", "a@x.org"), Contact("B", "b@x.org")).email == "a@x.org"
