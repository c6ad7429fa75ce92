"""What an opened delivery looks like to those who read it."""

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from layers.sources.digest import Digest, digests
from layers.sources.errors import SourceError

Row = tuple[int, Sequence[str | None], bytes | None]
# NUL, and half of a surrogate pair.
UNSTORABLE = re.compile("[\0\ud800-\udfff]")
REPLACEMENT = "\N{REPLACEMENT CHARACTER}"


@dataclass
class SourceLayer:
    """One table of rows.

    `srid` is an EPSG code only where the file states one that PROJ knows for certain; `crs_text` is what it says.
    `count` is the number of rows the file states. `notes` are Spanish sentences for the report. `numbers` are the columns
    that the format itself holds as numbers: their text has a decimal point, however the delivery writes its other columns.
    """

    name: str
    file: str
    columns: list[str]
    read: Callable[["SourceLayer"], Iterator[Row]] = field(repr=False)
    srid: int | None = None
    crs_text: str | None = None
    count: int | None = None
    geometry_type: str | None = None
    notes: list[str] = field(default_factory=list)
    numbers: frozenset[str] = frozenset()

    def rows(self) -> Iterator[Row]:
        """(fid, values as text aligned with `columns`, ISO WKB in two dimensions).

        Raises SourceError at the end when the file holds fewer rows than it states.
        """
        taken = 0
        with unreadable_as_source_error(self.file, self.name):
            for row in self.read(self):
                taken += 1
                yield row
        if self.count is not None and taken < self.count:
            raise SourceError(
                f"La capa {self.name} de {self.file} declara {self.count} filas y solo se pudieron leer {taken}: "
                "el archivo está dañado. Pida una copia nueva.",
                file=self.file,
                layer=self.name,
            )

    def note(self, sentence: str) -> None:
        if sentence not in self.notes:
            self.notes.append(sentence)

    def storable(self, values: Sequence[str | None]) -> Sequence[str | None]:
        """The same values, but for what PostgreSQL cannot store and would end a whole COPY for."""
        joined = "".join(filter(None, values))
        if "\0" not in joined and (joined.isascii() or not UNSTORABLE.search(joined)):
            return values
        self.note(f"Hay caracteres que no se pueden guardar (nulos o incompletos): se cambiaron por {REPLACEMENT}.")
        return [value and UNSTORABLE.sub(REPLACEMENT, value) for value in values]


@dataclass(frozen=True)
class Member:
    """One dataset of a delivery: where it lies now, and its path inside the delivery."""

    path: Path
    name: str
    format: str

    @property
    def stem(self) -> str:
        return Path(self.name).stem


@dataclass
class Source:
    """`layers` in file order; `available` names every layer, also those that were not asked for."""

    name: str
    paths: list[tuple[str, Path]]
    layers: dict[str, SourceLayer]
    available: list[str]
    notes: list[str]

    @cached_property
    def files(self) -> list[Digest]:
        """Name, SHA-256 and size of what was delivered: the archive itself, or each file of a set."""
        return digests(self.paths)


@contextmanager
def unreadable_as_source_error(file: str, layer: str | None = None) -> Iterator[None]:
    try:
        yield
    except FileNotFoundError as error:
        raise SourceError(f"El archivo {file} ya no está: fue movido o borrado.", file=file, layer=layer) from error
    except PermissionError as error:
        message = f"No hay permiso para leer {file}: cambie los permisos del archivo o de su carpeta."
        raise SourceError(message, file=file, layer=layer) from error
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise SourceError(f"No se pudo leer {file}: {reason}.", file=file, layer=layer) from error
