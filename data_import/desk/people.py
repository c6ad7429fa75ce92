"""How a record names who did something; it stays when the account goes."""

from accounts.models import User

LONGEST = 200


def name_of(user: User) -> str:
    return (user.full_name or str(user))[:LONGEST]
