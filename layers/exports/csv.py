"""CSV, for machines and for Excel in Chile. PostgreSQL writes the rows."""

import csv
import io
from collections.abc import Iterator
from typing import ClassVar

from psycopg import sql

from layers.exports.base import FEEDER, LAYER, Download, Format
from layers.exports.streams import copied
from layers.exports.tables import DATE, LIST, NUMBER, TEXT, Column, Table, publication_table

#: Nine decimals of a degree are a tenth of a millimetre.
WKT_DECIMALS = 9
POINT = "Point"
LON, LAT = sql.SQL("ST_X(t.geom)"), sql.SQL("ST_Y(t.geom)")
WKT = sql.SQL("ST_AsText(t.geom, {})").format(sql.Literal(WKT_DECIMALS))
#: Codes of what makes a spreadsheet take a text for a formula (tab, line feed, return, + - = @), and of the guard itself.
SUSPECT = sql.SQL("ascii({value}) IN (9, 10, 13, 39, 43, 45, 61, 64)")
GUARDED = sql.SQL("CASE WHEN {suspect} AND {value} ~ {pattern} THEN '''' || {value} ELSE {value} END")
FORMULA = "^'*[-=+@\\t\\r\\n]"


def guarded(value: sql.Composable) -> sql.Composable:
    """An apostrophe before what a spreadsheet would run as a formula. layers.sources.table takes off exactly those."""
    return GUARDED.format(suspect=SUSPECT.format(value=value), value=value, pattern=sql.Literal(FORMULA))


class Csv(Format):
    """Commas, decimal points, ISO dates. A point is `lon` and `lat`, any other geometry `wkt`."""

    suffix = ".csv"
    media = "text/csv; charset=utf-8"
    name = "CSV"
    use = "Tabla de texto para programas: comas, punto decimal, fechas AAAA-MM-DD."
    scopes = frozenset({FEEDER, LAYER})
    rank = 20
    separator: ClassVar[str] = ","
    opening: ClassVar[bytes] = b""

    def stream(self, download: Download) -> Iterator[bytes]:
        """One table as it is; several under the columns of all, with the layer's name first."""
        if len(download.tables) == 1:
            yield from self.table(download, download.tables[0])
            return
        headings = self.common_headings(download.layers)
        yield self.header(["layer", *headings], {**headings, "layer": "Capa"})
        for table in download.layers:
            values = dict(self.values(table))
            row = (values.get(name, sql.NULL) for name in headings)
            yield from self.rows(download, table, [sql.Literal(str(table.id)), *row])

    def table(self, download: Download, table: Table) -> Iterator[bytes]:
        values = dict(self.values(table))
        yield self.header(list(values), self.headings(table))
        yield from self.rows(download, table, list(values.values()))

    def rows(self, download: Download, table: Table, values: list[sql.Composable]) -> Iterator[bytes]:
        options = sql.SQL("FORMAT csv, DELIMITER {}").format(sql.Literal(self.separator))
        return copied(download.select(table, values), options)

    # Headings

    def common_headings(self, tables: tuple[Table, ...]) -> dict[str, str]:
        places = ("lon", "lat", "wkt", *STAMP)
        found = {name: heading for table in tables for name, heading in self.headings(table).items()}
        return {name: found[name] for name in (*(name for name in found if name not in places), *places)}

    def headings(self, table: Table) -> dict[str, str]:
        """What each column is called, by its name."""
        fields = {column.name: column.field for column in (*table.columns, *STAMP.values())}
        labels = {
            name: f"{field.label} [{field.unit}]" if field.unit else field.label for name, field in fields.items()
        }
        return {**labels, **PLACE_LABELS}

    def header(self, names: list[str], headings: dict[str, str]) -> bytes:
        return self.opening + self.line(names)

    def line(self, words: list[str]) -> bytes:
        text = io.StringIO()
        csv.writer(text, delimiter=self.separator, lineterminator="\n").writerow(words)
        return text.getvalue().encode()

    # Values

    def values(self, table: Table) -> Iterator[tuple[str, sql.Composable]]:
        for column in table.columns:
            yield column.name, self.value(column)
        if table.geometry == POINT:
            yield "lon", self.number(LON)
            yield "lat", self.number(LAT)
        elif table.geometry:
            yield "wkt", WKT
        for name, column in STAMP.items():
            if table.column(name) is None:
                yield name, self.value(column)

    def value(self, column: Column) -> sql.Composable:
        if column.kind == NUMBER:
            return self.number(column.value)
        if column.kind == DATE:
            return self.date(column.value)
        if column.kind == LIST:
            return guarded(column.joined())
        return guarded(column.value) if column.kind == TEXT and not column.field.choices else column.value

    def number(self, value: sql.Composable) -> sql.Composable:
        return value

    def date(self, value: sql.Composable) -> sql.Composable:
        return value


STAMP = {column.name: column for column in publication_table().columns if column.name in {"publication", "data_as_of"}}
PLACE_LABELS = {"lon": "Longitud", "lat": "Latitud", "wkt": "Geometría (WKT)"}


class ExcelCsv(Csv):
    """Semicolons, decimal commas, dates 31-08-2020 and headings in Spanish: a double click opens it in Chile."""

    suffix = "-excel.csv"
    name = "CSV para Excel"
    use = "Se abre con doble clic en Excel en español: punto y coma, coma decimal, fechas DD-MM-AAAA."
    rank = 10
    separator = ";"
    opening = b"\xef\xbb\xbf"

    def header(self, names: list[str], headings: dict[str, str]) -> bytes:
        return self.opening + self.line([headings[name] for name in names])

    def number(self, value: sql.Composable) -> sql.Composable:
        return sql.SQL("replace(({})::text, '.', ',')").format(value)

    def date(self, value: sql.Composable) -> sql.Composable:
        return sql.SQL("to_char({}, 'DD-MM-YYYY')").format(value)


FORMATS = (Csv(), ExcelCsv())
