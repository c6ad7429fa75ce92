"""The beginning of a KML document: what it is, its styles, and what the data of each layer are called."""

import re
from functools import cache
from threading import Lock
from xml.sax.saxutils import escape

import simplekml

from layers.enums import Layer
from layers.exports.base import Download
from layers.exports.tables import NUMBER, WHOLE, Table
from layers.styles import Symbol, symbols_of

TYPES = {NUMBER: "double", WHOLE: "int"}
#: Too many for each to have its name beside it.
SILENT = (Layer.POLES, Layer.EQUIPMENT)
#: A picture of scale 1 is 32 pixels wide, and two thirds of ours are the symbol.
PIXELS, ROOM = 32, 1.5
HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<kml xmlns="http://www.opengis.net/kml/2.2">
<Document>
<name>{name}</name>
<open>1</open>
<description>{provenance}</description>
{styles}
{schemas}
"""
#: simplekml keeps state in its classes and numbers what it makes, which no XML id may begin with.
_one_at_a_time = Lock()
NUMBERED = re.compile(r' id="\d+"')


def head(download: Download, tables: list[Table]) -> str:
    return HEAD.format(
        name=escape(download.title),
        provenance=escape(download.provenance),
        styles="\n".join(style(symbol, is_silent(tables, symbol)) for symbol in symbols(tables)),
        schemas="\n".join(map(schema, tables)),
    )


def symbols(tables: list[Table]) -> list[Symbol]:
    """Each symbol of these layers once: feeders and spans share theirs."""
    return list({symbol.kind: symbol for table in tables for symbol in symbols_of(table.id)}.values())


def is_silent(tables: list[Table], symbol: Symbol) -> bool:
    return any(symbol in symbols_of(table.id) for table in tables if table.id in SILENT)


def has_icon(symbol: Symbol) -> bool:
    return symbol.shape != "line"


def icon_path(symbol: Symbol) -> str:
    return f"iconos/{symbol.kind}.png"


@cache
def style(symbol: Symbol, silent: bool) -> str:
    with _one_at_a_time:
        made = simplekml.Style()
        made._id = symbol.kind
        if has_icon(symbol):
            made.iconstyle.icon.href = icon_path(symbol)
            made.iconstyle.scale = round(symbol.size[1] * ROOM / PIXELS, 2)
            made.labelstyle.scale = 0 if silent else 0.8
        else:
            made.linestyle.color = simplekml.Color.hex(symbol.color.removeprefix("#"))
            made.linestyle.width = symbol.size[1]
        return NUMBERED.sub("", str(made))


@cache
def schema(table: Table) -> str:
    """The Spanish labels and units of the data in a layer's placemarks."""
    with _one_at_a_time:
        made = simplekml.Schema(table.plural)
        made._id = table.id
        for column in table.columns:
            field = column.field
            label = f"{field.label} [{field.unit}]" if field.unit else field.label
            made.newsimplefield(column.name, TYPES.get(column.kind, "string"), displayname=label)
        return str(made)
