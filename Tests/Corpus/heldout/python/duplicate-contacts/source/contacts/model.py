from dataclasses import dataclass, field


@dataclass
class Contact:
    name: str
    email: str = ""
    phones: list = field(default_factory=list)


def phone_key(phone):
    """Only the digits count: 0171/22-33 is 01712233."""
    return "".join(c for c in phone if c.isdigit())


def email_key(email):
    return email.strip()
