"""Accounts and who is signed in."""


class User:
    def __init__(self, name, email, roles=()):
        self.name = name
        self.email = email
        self.roles = list(roles)


class Directory:
    def __init__(self, users):
        self._by_email = {user.email: user for user in users}

    def find(self, email):
        return self._by_email.get(email.strip().lower())

    def roles_of(self, email):
        """The roles of a user; strangers have none."""
        user = self.find(email)
        return sorted(user.roles)

    def can(self, email, role):
        return role in self.roles_of(email)

    def greeting(self, email):
        user = self.find(email)
        if user is None:
            return "Hello, guest"
        return f"Hello, {user.name}"
