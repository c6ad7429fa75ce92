"""File geodatabases: read by GDAL, but only after their own tables were found whole.

GDAL passes over damaged rows without a word: offsets that were lost read as deleted rows, rows of zeros as empty ones.
So each table's index is walked first: every row it points to must lie inside the table and have a size, and there
must be as many as the table's header states.
"""

import mmap
import struct
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from layers.sources import vector
from layers.sources.errors import SourceError
from layers.sources.model import Member, SourceLayer
from layers.sources.values import single_precision_text

CATALOG = "GDB_SystemCatalog"
CATALOG_ID = 1
SYSTEM = "GDB_"
TABLE_VERSIONS = (3, 4)
WIDE_IDS = 4
INDEX_HEADER_BYTES = 16
ROWS_PER_BLOCK = 1024


def describe(member: Member, scratch: Callable[[], Path]) -> dict[str, Callable[[], SourceLayer]]:
    check_table(member, CATALOG_ID, CATALOG)
    path = vector.linked({".gdb": member.path}, scratch())
    tables = catalog(path, member)
    for name, number in tables.items():
        if name.startswith(SYSTEM) and table_path(member, number).exists():
            check_table(member, number, name)
    own = {name: number for name, number in tables.items() if not name.startswith(SYSTEM)}
    if not own:
        raise SourceError(f"La geodatabase {member.name} no contiene capas.", file=member.name)
    return {name: partial(layer_of, path, member, name, number) for name, number in own.items()}


def reading_of(path: Path, member: Member, layer: str) -> vector.Reading:
    options = {"layer": layer, "LIST_ALL_TABLES": "YES"}
    return vector.Reading(path, vector.GEODATABASE_DRIVER, member, to_text=single_precision_text, options=options)


def catalog(path: Path, member: Member) -> dict[str, int]:
    """Every table's name and the number its files carry."""
    with reading_of(path, member, CATALOG).collection(None) as (opened, _):
        names = {row.properties["Name"]: int(row.id) for row in opened}
    if None in names:
        raise damaged(member, CATALOG, "tiene tablas sin nombre")
    return names


def layer_of(path: Path, member: Member, name: str, number: int) -> SourceLayer:
    found = check_table(member, number, name)
    layer = vector.layer_of(reading_of(path, member, name), name)
    if found:
        layer.count, stated = found
        if stated < layer.count:
            layer.note(
                f"La geodatabase declara {stated} filas en {name} y tiene {layer.count}: revise si sobra alguna."
            )
    return layer


def table_path(member: Member, number: int) -> Path:
    return member.path / f"a{number:08x}.gdbtable"


def check_table(member: Member, number: int, name: str) -> tuple[int, int] | None:
    """Rows found and rows stated; raises SourceError when rows are lost. None for 64-bit ids, left to GDAL."""
    table, index = table_path(member, number), table_path(member, number).with_suffix(".gdbtablx")
    for path in (table, index):
        if not path.is_file():
            raise damaged(member, name, f"no tiene su archivo {path.name}")
    with table.open("rb") as file:
        start = file.read(8)
        version, stated = struct.unpack("<2I", start) if len(start) == 8 else (0, 0)
        if version not in TABLE_VERSIONS:
            raise damaged(member, name, f"no se entiende: {table.name} no empieza como debe")
        if version == WIDE_IDS:
            return None
        with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as rows:
            found = sum(live(rows, offset, member, name) for offset in offsets(index, member, name))
    if found < stated:
        raise damaged(member, name, f"declara {stated} filas y su índice solo encuentra {found}")
    return found, stated


def live(rows: mmap.mmap, offset: int, member: Member, name: str) -> bool:
    """Whether a row is there; deleted ones keep a negative size."""
    if offset + 4 > len(rows):
        raise damaged(member, name, "tiene su tabla cortada")
    (size,) = struct.unpack_from("<i", rows, offset)
    if size == 0 or offset + 4 + size > len(rows):
        raise damaged(member, name, "tiene filas que no se pueden leer")
    return size > 0


def offsets(index: Path, member: Member, name: str) -> Iterator[int]:
    """Where each row lies in the table; holes, which deleted rows leave, are passed over."""
    with index.open("rb") as file:
        header = file.read(INDEX_HEADER_BYTES)
        if len(header) < INDEX_HEADER_BYTES:
            raise damaged(member, name, f"tiene cortado su archivo {index.name}")
        version, blocks, _, width = struct.unpack("<4I", header)
        if version not in TABLE_VERSIONS or width not in (4, 5, 6):
            raise damaged(member, name, f"no se entiende: {index.name} no empieza como debe")
        for _ in range(blocks):
            block = file.read(ROWS_PER_BLOCK * width)
            if len(block) < ROWS_PER_BLOCK * width:
                raise damaged(member, name, f"tiene cortado su archivo {index.name}")
            yield from filter(
                None, (int.from_bytes(block[at : at + width], "little") for at in range(0, len(block), width))
            )


def damaged(member: Member, name: str, reason: str) -> SourceError:
    message = f"La geodatabase {member.name} está dañada: la capa {name} {reason}. Pida una copia nueva."
    return SourceError(message, file=member.name, layer=name)
