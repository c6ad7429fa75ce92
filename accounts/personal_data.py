"""What an account holds, app by app: shown on *Mis datos*, handed over as files, taken away on request.

Each app adds its own source in its AppConfig.ready.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from accounts.models import User


@dataclass(frozen=True)
class Section:
    """A part of *Mis datos*: its heading, and the template that draws it from `context`."""

    heading: str
    template: str
    context: dict


class Source(Protocol):
    #: What the law or a contract keeps when the account goes, as sentences.
    kept: tuple[str, ...]
    #: What goes with the account, as sentences.
    removed: tuple[str, ...]

    def sections(self, user: "User") -> Iterator[Section]: ...

    def files(self, user: "User") -> Iterator[tuple[str, bytes]]:
        """Name within the archive, and content."""

    def remove(self, user: "User") -> None:
        """Inside the transaction that deletes the account, before it."""


_sources: list[Source] = []


def register(source: Source) -> None:
    if source not in _sources:
        _sources.append(source)


def sources() -> tuple[Source, ...]:
    return tuple(_sources)
