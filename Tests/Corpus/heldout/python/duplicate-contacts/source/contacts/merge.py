"""Finds contacts that are one person, and joins them."""

from contacts.model import Contact, email_key, phone_key


def keys(contact):
    found = set()
    if contact.email:
        found.add(email_key(contact.email))
    for phone in contact.phones:
        found.add(phone_key(phone))
    return found


def joined(first, second):
    phones = list(first.phones)
    known = {phone_key(phone) for phone in phones}
    for phone in second.phones:
        if phone_key(phone) not in known:
            phones.append(phone)
    name = first.name if len(first.name) >= len(second.name) else second.name
    return Contact(name, first.email or second.email, phones)


def merge(contacts):
    """One contact for each person, in the order of their first appearance."""
    people = []
    for contact in contacts:
        for index, person in enumerate(people):
            if keys(person) & keys(contact):
                people[index] = joined(person, contact)
                break
        else:
            people.append(contact)
    return people
