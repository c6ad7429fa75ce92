"""The header's and the footer's links. Each app adds its own in its AppConfig.ready; only addresses that exist are shown."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse


@dataclass(frozen=True)
class Entry:
    """`route` names the address. `in_footer`: of use now and then, so it does not take room in the header."""

    label: str
    route: str
    in_footer: bool = False


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


def links(*, in_footer: bool) -> Iterator[tuple[str, str]]:
    """Label and address."""
    for entry in _entries:
        if entry.in_footer == in_footer and (address := address_of(entry.route)):
            yield entry.label, address
