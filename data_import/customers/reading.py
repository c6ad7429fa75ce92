"""The files of a delivery: which are there, in which encoding, and their rows as they are in raw tables."""

import unicodedata
from dataclasses import dataclass, field
from pathlib import Path

from django.db import connection
from psycopg import sql

from data_import.customers.columns import Column, Table
from data_import.customers.tables import TABLES
from data_import.progress import Progress
from data_import.staging import run
from layers.sources import SourceError, SourceLayer, formats, table
from layers.sources.encoding import MARKS, head
from layers.sources.model import Member, unreadable_as_source_error

SUFFIXES = (".csv", ".txt", ".tsv")
FOLDER_OF_DOCUMENTS = "documentos"


@dataclass
class Delivered:
    """A table of the delivery. `places` is where each of our columns lies among the file's."""

    table: Table
    layer: SourceLayer
    path: Path
    places: dict[str, int] = field(default_factory=dict)
    #: Decimal sign of each column of numbers.
    styles: dict[str, str] = field(default_factory=dict)
    read: int = 0
    taken: int = 0

    @property
    def raw(self) -> str:
        return f"raw_{self.table.name}"

    @property
    def columns(self) -> list[Column]:
        return [column for column in self.table.columns if column.name in self.places]

    @property
    def absent(self) -> list[Column]:
        return [column for column in self.table.columns if column.name not in self.places]

    @property
    def missing(self) -> list[Column]:
        return [column for column in self.absent if column.required]

    @property
    def unknown(self) -> list[str]:
        used = set(self.places.values())
        return [name for at, name in enumerate(self.layer.columns) if at not in used]


def open_tables(folder: Path) -> tuple[list[Delivered], list[str]]:
    """The delivery's tables in our order, and the names of the files that are none. Raises SourceError."""
    if not folder.is_dir():
        raise SourceError(f"No existe la carpeta {folder.name}: indique la carpeta de la entrega.", file=folder.name)
    with unreadable_as_source_error(folder.name):
        files = sorted(path for path in folder.iterdir() if path.is_file() and path.suffix.lower() in SUFFIXES)
    found = {each.name: [path for path in files if alike(path.stem) == each.name] for each in TABLES}
    for paths in found.values():
        complain_of_two(paths)
    known = [opened(each, found[each.name][0]) for each in TABLES if found[each.name]]
    if not known:
        names = ", ".join(f"{each.name}.csv" for each in TABLES)
        raise SourceError(f"La carpeta {folder.name} no trae ninguna tabla: se espera {names}.", file=folder.name)
    read = {each.path for each in known}
    return known, [path.name for path in files if path not in read and path.suffix.lower() != ".txt"]


def complain_of_two(paths: list[Path]) -> None:
    if len(paths) > 1:
        first, second, *_ = paths
        raise SourceError(f"{first.name} y {second.name} son la misma tabla: deje una sola.", file=second.name)


def opened(described: Table, path: Path) -> Delivered:
    with unreadable_as_source_error(path.name):
        layer = table.layer_of(Member(path, path.name, formats.CSV), None)
    delivered = Delivered(described, layer, path)
    names = [alike(name) for name in layer.columns]
    delivered.places = {name: names.index(name) for name in described.names if name in names}
    return delivered


def alike(name: str) -> str:
    """A name without its capitals, accents and blanks."""
    letters = unicodedata.normalize("NFD", name.strip().casefold().replace(" ", "_"))
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def pour(delivered: Delivered, progress: Progress) -> None:
    """COPY the rows as they are, by their line in the file. Raises SourceError when the file breaks off."""
    names = [sql.Identifier(column.name) for column in delivered.columns]
    texts = [sql.SQL("{} text").format(name) for name in names]
    raw, at = sql.Identifier(delivered.raw), [delivered.places[column.name] for column in delivered.columns]
    body = sql.SQL(", ").join([sql.SQL("line bigint"), *texts])
    run(sql.SQL("CREATE TEMP TABLE {} ({}) ON COMMIT DROP").format(raw, body))
    with connection.cursor() as cursor:
        with cursor.copy(sql.SQL("COPY {} FROM STDIN").format(raw)) as copy:
            for line, values, _ in progress.watch(delivered.path.name, delivered.layer.rows(), None):
                copy.write_row((line, *[values[place] for place in at]))
                delivered.read += 1
        cursor.execute(sql.SQL("ANALYZE {} (line)").format(raw))


def first_of_other_encoding(path: Path) -> int | None:
    """The first line that is no UTF-8 of a file that has lines in UTF-8 too; None for a file in one encoding."""
    if any(head(path, len(mark)) == mark for mark, _ in MARKS[1:]):
        return None
    broken, has_utf8 = None, False
    with path.open("rb") as file:
        for number, line in enumerate(file, 1):
            if line.isascii():
                continue
            if is_utf8(line):
                has_utf8 = True
            elif broken is None:
                broken = number
    return broken if has_utf8 else None


def is_utf8(line: bytes) -> bool:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
