"""What a .dbf says of itself, and one pass over it: rows marked as deleted and the encoding of its text."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from layers.sources.encoding import Detector
from layers.sources.errors import SourceError

FIELD_BYTES = 32
END_OF_FIELDS = 0x0D
CHUNK = 1 << 20


@dataclass(frozen=True)
class Header:
    rows: int
    length: int
    row_length: int
    names: list[bytes]
    texts: list[slice]


@dataclass(frozen=True)
class Scan:
    deleted: int
    detector: Detector


def header_of(path: Path, name: str) -> Header:
    with path.open("rb") as file:
        start = file.read(FIELD_BYTES)
        if len(start) < FIELD_BYTES:
            raise cut_short(name)
        rows, length, row_length = struct.unpack_from("<IHH", start, 4)
        fields = list(field_records(file.read(max(0, length - FIELD_BYTES))))
    if not fields or row_length < 1 + len(fields):
        raise SourceError(f"El archivo {name} está dañado: su encabezado no describe columnas.", file=name)
    if path.stat().st_size < length + rows * row_length:
        raise cut_short(name)
    names = [raw[:11].split(b"\0")[0].strip() for raw in fields]
    complain_of_names(names, name)
    return Header(rows, length, row_length, names, list(text_slices(fields)))


def complain_of_names(names: list[bytes], file: str) -> None:
    if not all(names):
        raise SourceError(f"El archivo {file} tiene una columna sin nombre: póngale uno.", file=file)
    repeated = sorted({name.decode("latin-1") for name in names if names.count(name) > 1})
    if repeated:
        message = f"{file} repite la columna {', '.join(repeated)}: déle un nombre distinto a cada una."
        raise SourceError(message, file=file)


def cut_short(name: str) -> SourceError:
    return SourceError(f"El archivo {name} está cortado: pida una copia nueva.", file=name)


def field_records(raw: bytes) -> Iterator[bytes]:
    for at in range(0, len(raw) - FIELD_BYTES + 1, FIELD_BYTES):
        if raw[at] == END_OF_FIELDS:
            return
        yield raw[at : at + FIELD_BYTES]


def text_slices(fields: list[bytes]) -> Iterator[slice]:
    """Where the text fields lie in a row, whose first byte tells whether it is deleted."""
    at = 1
    for raw in fields:
        is_text = raw[11:12] == b"C"
        width = raw[16] + (raw[17] << 8 if is_text else 0)
        if is_text:
            yield slice(at, at + width)
        at += width


def scan(path: Path, header: Header) -> Scan:
    detector = Detector()
    for name in header.names:
        detector.feed_field(name)
    deleted = 0
    for block in blocks(path, header):
        deleted += block[:: header.row_length].count(b"*")
        if not block.isascii():
            feed_texts(block, header, detector)
    return Scan(deleted, detector)


def blocks(path: Path, header: Header) -> Iterator[bytes]:
    """The rows, many at a time."""
    left = header.rows
    each = max(1, CHUNK // header.row_length)
    with path.open("rb") as file:
        file.seek(header.length)
        while left > 0:
            yield file.read(min(each, left) * header.row_length)
            left -= each


def feed_texts(block: bytes, header: Header, detector: Detector) -> None:
    for start in range(0, len(block), header.row_length):
        row = block[start : start + header.row_length]
        if not row.isascii():
            for text in header.texts:
                detector.feed_field(row[text])
