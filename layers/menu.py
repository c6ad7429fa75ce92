"""The header's and the footer's links. Each app adds its own in its AppConfig.ready; only addresses that exist are shown."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import NoReverseMatch, reverse


@dataclass(frozen=True)
class Entry:
    """`route` names the address. `in_footer`: of use now and then, so it does not take room in the header.

    `for_user`: asked with the user of the request; an entry without it is for everybody.
    """

    label: str
    route: str
    in_footer: bool = False
    for_user: Callable[[Any], bool] | None = None


_entries: list[Entry] = []


def register(*entries: Entry) -> None:
    """In the order of the screen."""
    _entries.extend(entry for entry in entries if entry not in _entries)


def address_of(route: str, *args: str) -> str | None:
    """The address of a route, or None while nothing answers it."""
    try:
        return reverse(route, args=args)
    except NoReverseMatch:
        return None


def links(*, in_footer: bool, user: Any = None) -> Iterator[tuple[str, str]]:
    """Label and address. Without a user, what everybody sees."""
    for entry in _entries:
        if entry.in_footer == in_footer and is_shown(entry, user) and (address := address_of(entry.route)):
            yield entry.label, address


def is_shown(entry: Entry, user: Any) -> bool:
    return entry.for_user is None or (user is not None and entry.for_user(user))
