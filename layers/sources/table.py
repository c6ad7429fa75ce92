"""CSV: a table of attributes, with a geometry where layers.sources.drawn finds one among them.

A file without a header line is read when its columns are told; as its values may hold anything, it is parted by commas.
"""

import csv
import re
from collections.abc import Callable, Iterator, Sequence
from functools import partial

from layers.sources import drawn, encoding
from layers.sources.errors import SourceError
from layers.sources.formats import CSV, check
from layers.sources.model import Member, Row, SourceLayer

SEPARATORS = ",;\t|"
LONGEST_HEADER = 1 << 16
#: The apostrophe by which layers.exports.csv keeps spreadsheets from running a text as a formula.
GUARDED = re.compile("'+[-=+@\\t\\r\\n]")
# A geometry written as text is longer than the 128 kB that csv takes by itself.
csv.field_size_limit(1 << 24)


def describe(
    member: Member, asked: str | None, told: Sequence[str] | None = None
) -> dict[str, Callable[[], SourceLayer]]:
    """`told`: the columns of a file that has no header line."""
    return {member.stem: partial(headerless, member, asked, told) if told else partial(layer_of, member, asked)}


def layer_of(member: Member, asked: str | None) -> SourceLayer:
    check(member.path, member.name, CSV)
    codec, reason = encoding.of_text(member.path, member.name, asked)
    separator = sniff(member, codec)
    header = next(records(member, codec, separator), None)
    if header is None:
        raise SourceError(
            f"{member.name} no trae encabezado: la primera línea debe nombrar las columnas.", file=member.name
        )
    columns = named(header[1], member)
    layer = SourceLayer(member.stem, member.name, columns, read=partial(read, member, codec, separator))
    if drawn.drawing(columns):
        layer.srid = drawn.SRID
    if reason:
        layer.note(reason)
    return layer


def headerless(member: Member, asked: str | None, told: Sequence[str]) -> SourceLayer:
    check(member.path, member.name, CSV)
    codec, reason = encoding.of_text(member.path, member.name, asked)
    layer = SourceLayer(member.stem, member.name, list(told), read=partial(read_headerless, member, codec))
    if reason:
        layer.note(reason)
    return layer


def sniff(member: Member, codec: str) -> str:
    """The separator that divides the header most, outside quotes."""
    try:
        with member.path.open(encoding=codec, newline="") as file:
            line = file.readline(LONGEST_HEADER)
    except UnicodeError as error:
        raise undecodable(member, codec, 1) from error
    outside = "".join(line.split('"')[0::2])
    return max(SEPARATORS, key=outside.count)


def named(header: list[str], member: Member) -> list[str]:
    columns = [name or f"columna_{at}" for at, name in enumerate(header, 1)]
    repeated = sorted({name for name in columns if columns.count(name) > 1})
    if repeated:
        message = f"{member.name} repite la columna {', '.join(repeated)}: déle un nombre distinto a cada una."
        raise SourceError(message, file=member.name, line=1)
    return columns


def records(member: Member, codec: str, separator: str) -> Iterator[tuple[int, list[str]]]:
    """(line where the record starts, its values); blank lines are passed over."""
    line = 0
    try:
        with member.path.open(encoding=codec, newline="") as file:
            reader = csv.reader(file, delimiter=separator, strict=True)
            for record in reader:
                if any(record) and not "".join(record).isspace():
                    yield line + 1, record
                line = reader.line_num
    except csv.Error as error:
        message = f"{member.name} no se entiende desde la línea {line + 1}: revise las comillas y si está completo."
        raise SourceError(message, file=member.name, line=line + 1) from error
    except UnicodeError as error:
        raise undecodable(member, codec, line + 1) from error


def undecodable(member: Member, codec: str, line: int) -> SourceError:
    message = f"{member.name} no está en {encoding.spoken(codec)} cerca de la línea {line}: indique su codificación."
    return SourceError(message, file=member.name, line=line)


def read(member: Member, codec: str, separator: str, layer: SourceLayer) -> Iterator[Row]:
    width, draw = len(layer.columns), drawn.drawing(layer.columns)
    following = records(member, codec, separator)
    next(following, None)
    for line, record in following:
        values = record if len(record) == width else fitted(record, width, line, layer)
        stored = layer.storable([unguarded(value) or None for value in values])
        yield line, stored, draw(stored) if draw else None


def read_headerless(member: Member, codec: str, layer: SourceLayer) -> Iterator[Row]:
    width, names = len(layer.columns), [name.casefold() for name in layer.columns]
    for line, record in records(member, codec, ","):
        if line == 1 and [value.strip().casefold() for value in record] == names:
            layer.note(f"{member.name} nombra sus columnas en la primera línea, que se pasó por alto.")
            continue
        values = record if len(record) == width else fitted_as_told(record, line, layer)
        yield line, layer.storable([value or None for value in values]), None


def unguarded(value: str) -> str:
    return value[1:] if value[:1] == "'" and GUARDED.match(value) else value


def fitted(record: list[str], width: int, line: int, layer: SourceLayer) -> list[str]:
    if len(record) > width and not any(record[width:]):
        return record[:width]
    raise SourceError(
        f"La línea {line} de {layer.file} tiene {len(record)} valores y el encabezado {width} columnas: "
        "revise separadores y comillas, o si el archivo está cortado.",
        file=layer.file,
        layer=layer.name,
        line=line,
    )


def fitted_as_told(record: list[str], line: int, layer: SourceLayer) -> list[str]:
    """A row of a file without header: its columns are those told, no more and no less."""
    width, last = len(layer.columns), layer.columns[-1]
    if len(record) > width and not any(record[width:]):
        return record[:width]
    where = f"La línea {line} de {layer.file} tiene {len(record)} valores y la tabla {layer.name}, {width} columnas"
    what = (
        f"sobra «{record[width]}» después de {last}; revise si hay una coma decimal o un texto sin comillas"
        if len(record) > width
        else f"falta {layer.columns[len(record)]}; revise si el archivo está cortado o separado por otro signo que la coma"
    )
    raise SourceError(f"{where}: {what}.", file=layer.file, layer=layer.name, line=line)
