"""Tokens that run out."""
from datetime import datetime, timedelta, timezone


class Token:
    def __init__(self, user, issued, minutes=30):
        self.user = user
        self.expires = issued + timedelta(minutes=minutes)

    def is_valid(self, now):
        return now < self.expires


def issue(user, minutes=30):
    return Token(user, datetime.now(), minutes)


def check(token):
    """Whether the token can be used now."""
    return token.is_valid(datetime.now(timezone.utc))
