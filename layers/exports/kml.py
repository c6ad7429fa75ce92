"""KML, packed as KMZ: drawn with our symbols, in folders by feeder and layer. PostgreSQL writes the placemarks."""

from collections.abc import Iterator
from functools import cache
from itertools import groupby, islice
from operator import itemgetter
from xml.sax.saxutils import escape

from django.db import transaction
from psycopg import sql

from layers.enums import Layer
from layers.exports.base import FEEDER, LAYER, NETWORK, Download, Format
from layers.exports.icons import icon_png
from layers.exports.kml_head import has_icon, head, icon_path, symbols
from layers.exports.streams import texts
from layers.exports.tables import LIST, TEXT, Column, Table
from layers.exports.zipped import Member, zipped
from layers.kinds import KINDS
from layers.models import Feeder

#: Seven decimals of a degree are a centimetre.
DECIMALS = sql.Literal(7)
#: Called by their name; all other things by their number.
NAMED = (Layer.SUBSTATIONS, Layer.FEEDERS, Layer.COMUNAS)
#: From so many things on, the document may grow beyond 2 GiB.
LARGE = 1_000_000
PLACEMARKS_AT_ONCE = 100
TAIL = b"</Document>\n</kml>\n"
CLOSED = b"</Folder>\n"
#: What XML cannot hold: control characters, and the two that are none.
UNSPEAKABLE = bytes(byte for byte in range(32) if byte not in b"\t\n\r")
NONCHARACTERS = (b"\xef\xbf\xbe", b"\xef\xbf\xbf")
#: Sorted before the placemarks are written: only the rows go through the sort.
SORTED = """
    SELECT t.folder, {placemark} FROM (
        SELECT t.*, {folder} AS folder FROM layers_publication p JOIN {table} t ON {rows}
        WHERE p.number = {number} AND {condition}
        ORDER BY {folder} IS NULL, length({folder}), {folder} COLLATE "C" OFFSET 0) t"""
ESCAPED = "replace(replace(replace({}, '&', '&amp;'), '<', '&lt;'), '>', '&gt;')"
PLACEMARK = """concat('<Placemark><name>', {name}, '</name>', {style},
    {opening}, {data}, '</SchemaData></ExtendedData>', ST_AsKML(t.geom, {decimals}), E'</Placemark>\\n')"""
DATUM = "{opening} || {value} || '</SimpleData>'"


class Kmz(Format):
    suffix = ".kmz"
    media = "application/vnd.google-earth.kmz"
    name = "KMZ"
    use = "Se abre con doble clic en Google Earth; cada elemento trae sus datos."
    scopes = frozenset({NETWORK, FEEDER, LAYER})
    rank = 0

    def stream(self, download: Download) -> Iterator[bytes]:
        tables = [table for table in download.layers if table.geometry]
        pictures = [symbol for symbol in symbols(tables) if has_icon(symbol)]
        members: list[Member] = [("doc.kml", document(download, tables))]
        members += [(icon_path(symbol), [icon_png(symbol)]) for symbol in pictures]
        is_large = sum(download.publication.counts.values()) > LARGE
        return zipped(members, download.publication.created_at.timetuple(), is_large)


def document(download: Download, tables: list[Table]) -> Iterator[bytes]:
    yield head(download, tables).encode()
    with transaction.atomic():
        pieces = folders(download, tables)
        while held := list(islice(pieces, PLACEMARKS_AT_ONCE)):
            yield speakable(b"".join(held))
    yield TAIL


def speakable(piece: bytes) -> bytes:
    if NONCHARACTERS[0][0] in piece:  # a single byte is looked for ten times as fast
        for character in NONCHARACTERS:
            piece = piece.replace(character, b"")
    return piece.translate(None, UNSPEAKABLE)


# Folders


class Shelf:
    """A layer's placemarks in the order of their feeders, a feeder at a time."""

    def __init__(self, download: Download, table: Table) -> None:
        self.table = table
        self.feeder: bytes | None
        self.group: Iterator[tuple] | None
        self._groups = groupby(texts(placemarks(download, table), f"kml_{table.id}"), key=itemgetter(0))
        self.advance()

    def advance(self) -> None:
        self.feeder, self.group = next(self._groups, (None, None))

    @property
    def order(self) -> tuple:
        """As the statement sorts them: by length in letters, then by code point, which UTF-8 keeps."""
        feeder = self.feeder or b""
        return (self.feeder is None, len(feeder.decode()), feeder)


def folders(download: Download, tables: list[Table]) -> Iterator[bytes]:
    """What hangs on no feeder by its nature first, then feeder by feeder; all layers are read side by side."""
    for table in (table for table in tables if folder_sql(download, table) is None):
        yield from layer_folder(table, (text for _, text in texts(placemarks(download, table), "kml_top")))
    names = dict(Feeder.objects.filter(publication=download.publication).values_list("id", "name"))
    shelves = [Shelf(download, table) for table in tables if folder_sql(download, table) is not None]
    while shelves := [shelf for shelf in shelves if shelf.group is not None]:
        feeder = min(shelves, key=lambda shelf: shelf.order).feeder
        yield opened(feeder_title(None if feeder is None else feeder.decode(), names))
        for shelf in shelves:
            if shelf.feeder == feeder and shelf.group is not None:
                yield from layer_folder(shelf.table, (text for _, text in shelf.group))
                shelf.advance()
        yield CLOSED


def layer_folder(table: Table, pieces: Iterator[bytes]) -> Iterator[bytes]:
    yield opened(table.plural)
    yield from pieces
    yield CLOSED


def opened(name: str) -> bytes:
    return f"<Folder>\n<name>{escape(name)}</name>\n".encode()


def feeder_title(feeder: str | None, names: dict[str, str | None]) -> str:
    if feeder is None:
        return "Sin alimentador"
    name = names.get(feeder)
    return f"Alimentador {feeder}" if name in {None, feeder} else f"Alimentador {feeder} – {name}"


# Statements


def placemarks(download: Download, table: Table) -> sql.Composed:
    """(feeder, placemark) of each row, by feeder."""
    return sql.SQL(SORTED).format(
        placemark=placemark_sql(table),
        folder=folder_sql(download, table) or sql.SQL("NULL::text"),
        table=sql.Identifier(table.model._meta.db_table),
        rows=table.rows,
        number=sql.Literal(download.publication.number),
        condition=download.selection.condition(table),
    )


def folder_sql(download: Download, table: Table) -> sql.Composable | None:
    """The feeder whose folder a row lies in; None where the layer has none. A pole of several lies with one."""
    if table.id == Layer.FEEDERS:
        return sql.SQL("t.id::text")
    if table.id == Layer.POLES:
        feeder = download.selection.feeder
        return sql.SQL("t.feeder_ids[1]::text") if feeder is None else sql.SQL("{}::text").format(sql.Literal(feeder))
    return sql.SQL("t.feeder_id::text") if table.column("feeder_id") else None


@cache
def placemark_sql(table: Table) -> sql.Composable:
    kind = KINDS.get(table.id)
    style = sql.SQL("'<styleUrl>#', {}, '</styleUrl>'").format(kind) if kind else sql.SQL("''")
    return sql.SQL(PLACEMARK).format(
        name=name_sql(table),
        style=style,
        opening=sql.Literal(f'<ExtendedData><SchemaData schemaUrl="#{table.id}">'),
        data=sql.SQL(", ").join(map(datum_sql, table.columns)),
        decimals=DECIMALS,
    )


def name_sql(table: Table) -> sql.Composable:
    known = {column.name: escaped(column.value) for column in table.columns if column.name in {"id", "name"}}
    called = sql.SQL("coalesce({}, {})").format(known["name"], known["id"]) if table.id in NAMED else known["id"]
    singular = table.layer.singular if table.layer else table.plural
    return sql.SQL("{} || {}").format(sql.Literal(f"{escape(singular)} "), called)


def datum_sql(column: Column) -> sql.Composable:
    """Nothing where the value is unknown: concat passes over nulls."""
    opening = sql.Literal(f'<SimpleData name="{column.name}">')
    return sql.SQL(DATUM).format(opening=opening, value=text_sql(column))


def text_sql(column: Column) -> sql.Composable:
    if column.kind == LIST:
        return escaped(column.joined(", "))
    return escaped(column.value) if column.kind == TEXT and not column.field.choices else column.value


def escaped(value: sql.Composable) -> sql.Composable:
    return sql.SQL(ESCAPED).format(value)


FORMATS = (Kmz(),)
