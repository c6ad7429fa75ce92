"""*Eliminar mi cuenta*: what goes, what the law keeps, and the act."""

from django.db import transaction

from accounts.emails import send
from accounts.models import User
from accounts.personal_data import sources

REMOVED = ("Sus datos personales, su contraseña, sus sesiones y su segundo factor.",)


def what_goes() -> list[str]:
    return [*REMOVED, *(sentence for source in sources() for sentence in source.removed)]


def what_stays() -> list[str]:
    return [sentence for source in sources() for sentence in source.kept]


def close_account(user: User, notice: str = "account_closed") -> None:
    """`notice`: the mail that tells its holder."""
    address, name = user.email, user.first_name
    with transaction.atomic():
        for source in sources():
            source.remove(user)
        user.delete()
    send(address, notice, {"name": name})
