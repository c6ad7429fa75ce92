"""What all formats have: a suffix, a media type, and a stream of what a download asks for."""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import ClassVar

from django.conf import settings
from psycopg import sql

from layers.exports.selection import Selection, select
from layers.exports.tables import Table
from layers.models import Publication

#: What a format is offered for.
NETWORK, FEEDER, LAYER = "red", "alimentador", "capa"


@dataclass(frozen=True)
class Download:
    """What is asked for, whatever the format. `stem` begins the file's name; `title` is what people read inside."""

    publication: Publication
    tables: tuple[Table, ...]
    selection: Selection
    stem: str
    title: str

    @property
    def layers(self) -> tuple[Table, ...]:
        """The tables that are public layers."""
        return tuple(table for table in self.tables if table.layer is not None)

    def select(self, table: Table, values: Iterable[sql.Composable]) -> sql.Composed:
        return select(table, self.selection, self.publication.number, sql.SQL(", ").join(values))

    def file_name(self, suffix: str) -> str:
        return f"{self.stem}-{self.publication.cutoff_on:%Y-%m-%d}{suffix}"

    @property
    def provenance(self) -> str:
        """One line that travels with the data."""
        publication = self.publication
        made_up = " Red de demostración: datos ficticios." if publication.is_demo else ""
        return (
            f"{settings.COOPERATIVE_NAME}, publicación {publication.number}. "
            f"Información al {publication.cutoff_on:%d-%m-%Y}. Licencia {settings.DATA_LICENCE}.{made_up}"
        )


class Format(ABC):
    """A file format. `suffix` ends the address and the file's name; `name` and `use` are what people read of it.

    `rank` orders the formats on screens.
    """

    suffix: ClassVar[str]
    media: ClassVar[str]
    name: ClassVar[str]
    use: ClassVar[str]
    scopes: ClassVar[frozenset[str]]
    rank: ClassVar[int]

    @abstractmethod
    def stream(self, download: Download) -> Iterator[bytes]:
        """The file's bytes. What fails before the first of them can still be answered with an error."""
