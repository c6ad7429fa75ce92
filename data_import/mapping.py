"""A mapping says how a supplier's files become our records. It is a TOML file; this module reads it and refuses nonsense.

The grammar, with every word it knows, is explained in mappings/canonical.toml and mappings/bdgd.toml.
"""

import difflib
import math
import re
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NoReturn

from pyproj import CRS
from pyproj.exceptions import CRSError

from data_import.functions import DATE_PATTERNS
from data_import.records import RECORDS, Column, Record
from layers.sources.encoding import codec

SHIPPED = Path(__file__).parent / "mappings"
GEOMETRY_SOURCES = ("drawn", "point_on_surface", "columns", "join")
SEVERITIES = ("error", "warning", "ignore")
DECIMALS, DATES = (".", ","), tuple(DATE_PATTERNS)
START_WORDS = {"title", "description", "source", "columns", "region", "codes", "checks", "cutoff", "layer"}
#: Where a value comes from: exactly one of them; and what else a rule may say.
ORIGINS, NEEDED = ("column", "value", "fid", "each"), "column, value, fid o each"
RULE_WORDS = ("prefix", "codes", "multiply", "decimal", "date", "optional")
#: Names that statements give to tables of their own.
TAKEN_NAMES = ("r", "each_row", "f")


class MappingError(Exception):
    """The mapping itself cannot be used; the message says where and what to write instead."""


@dataclass(frozen=True)
class Rule:
    """Where a column's value comes from: the first filled of `columns`, a constant, the row's number or the row's `each`."""

    columns: tuple[str, ...] = ()
    value: str | None = None
    each: str | None = None
    fid: bool = False
    prefix: str = ""
    codes: str | None = None
    multiply: float | None = None
    decimal: str | None = None
    date: str | None = None
    optional: bool = False


@dataclass(frozen=True)
class Join:
    """Another source layer, a row per key: the first of those whose `match` equals our `on`."""

    name: str
    source: str
    on: str
    match: str


@dataclass(frozen=True)
class GeometryRule:
    """`join`: the joined layer whose row is drawn, where `source` is "join"."""

    source: str = "drawn"
    x: str = ""
    y: str = ""
    join: str = ""


@dataclass(frozen=True)
class LayerRule:
    record: Record
    source: str
    rules: dict[str, Rule]
    joins: tuple[Join, ...] = ()
    geometry: GeometryRule = GeometryRule()
    where: dict[str, tuple[str, ...]] = field(default_factory=dict)
    each: dict[str, str] = field(default_factory=dict)
    optional: bool = False

    def sources(self) -> list[str]:
        """The source layers it needs: its own, then those it joins."""
        return [self.source, *(join.source for join in self.joins)]

    def geometry_join(self) -> Join | None:
        return next((join for join in self.joins if join.name == self.geometry.join), None)

    def locate(self, name: str) -> tuple[str, str, str]:
        """(source layer, its alias, column) of a name: JOIN.COLUMN, or a column of our own source, which statements call r."""
        alias, _, column = name.partition(".")
        join = next((join for join in self.joins if join.name == alias), None) if column else None
        return (join.source, alias, column) if join else (self.source, "r", name)

    def names(self) -> list[str]:
        """Every column it names."""
        of_rules = [name for rule in self.rules.values() for name in rule.columns]
        of_joins = [name for join in self.joins for name in (join.on, f"{join.name}.{join.match}")]
        return [*of_rules, *of_joins, *self.where, *self.each, *filter(None, (self.geometry.x, self.geometry.y))]


@dataclass(frozen=True)
class Region:
    """Where the network may lie, in degrees (west, south, east, north), and the EPSG code for lengths (0: UTM of the place)."""

    name: str
    extent: tuple[float, float, float, float]
    metric_srid: int = 0


@dataclass(frozen=True)
class Mapping:
    name: str
    title: str
    region: Region
    layers: tuple[LayerRule, ...]
    codes: dict[str, dict[str, str]]
    severities: dict[str, str]
    srid: int | None = None
    encoding: str | None = None
    decimal: str = "."
    date: str = "YYYY-MM-DD"
    empty: tuple[str, ...] = ("",)
    cutoff: tuple[str, str] | None = None
    columns: dict[str, tuple[str, ...]] = field(default_factory=dict)
    description: str = ""

    def source_names(self) -> list[str]:
        """Every source layer this mapping speaks of, joins and the cut-off's included."""
        names = [name for layer in self.layers for name in layer.sources()]
        return list(dict.fromkeys([*names, *([self.cutoff[0]] if self.cutoff else [])]))

    def columns_of(self, source: str) -> set[str]:
        """The columns of a source layer that this mapping speaks of; no other is worth loading."""
        places = [layer.locate(name) for layer in self.layers for name in layer.names()]
        found = {column for layer, _, column in places if layer == source}
        return found | {self.cutoff[1]} if self.cutoff and self.cutoff[0] == source else found


def shipped_mappings() -> list[str]:
    return sorted(path.stem for path in SHIPPED.glob("*.toml"))


def load_mapping(name_or_file: str) -> Mapping:
    """A shipped mapping by its name, or any TOML file. Raises MappingError."""
    path = SHIPPED / f"{name_or_file}.toml" if name_or_file in shipped_mappings() else Path(name_or_file)
    if "\0" in name_or_file or not path.is_file():
        choices = f"Use uno de {', '.join(shipped_mappings())} o la ruta de un archivo TOML."
        raise MappingError(f"{hinted(f'No hay mapeo «{name_or_file}»', name_or_file, shipped_mappings())} {choices}")
    return Reader(path.stem).read(parsed(path))


def parsed(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        place = re.search(r"line (\d+), column (\d+)", str(error))
        where = f"revise la línea {place[1]}, columna {place[2]}" if place else "revise el final del archivo"
        raise MappingError(f"{path.name} no es TOML válido: {where}.") from error
    except UnicodeDecodeError as error:
        raise MappingError(f"{path.name} no es TOML válido: no está en UTF-8.") from error
    except OSError as error:
        raise MappingError(f"No se pudo leer el mapeo {path.name}: {error.strerror}.") from error


class Reader:
    """Reads one mapping, naming the place of whatever it does not understand."""

    def __init__(self, name: str) -> None:
        self.name = name

    def read(self, document: dict[str, Any]) -> Mapping:
        start = "el comienzo"
        self.allow(document, START_WORDS, start)
        source = document.get("source", {})
        self.allow(source, {"srid", "encoding", "decimal", "date", "empty"}, "[source]")
        codes = self.codes(document.get("codes", {}))
        return Mapping(
            name=self.name,
            title=self.text(document.get("title", self.name), f"{start}, title"),
            description=self.text(document.get("description", ""), f"{start}, description"),
            layers=self.layers(document.get("layer", []), codes),
            region=self.region(document.get("region", {})),
            codes=codes,
            severities=self.severities(document.get("checks", {})),
            srid=self.whole(source.get("srid"), "[source], srid"),
            encoding=self.encoding(source.get("encoding")),
            decimal=self.one_of(source.get("decimal", "."), DECIMALS, "[source], decimal"),
            date=self.one_of(source.get("date", "YYYY-MM-DD"), DATES, "[source], date"),
            empty=self.list_of_texts(source.get("empty", [""]), "[source], empty"),
            cutoff=self.cutoff(document.get("cutoff")),
            columns=self.columns(document.get("columns", {})),
        )

    # Layers

    def layers(self, entries: Any, codes: dict) -> tuple[LayerRule, ...]:
        if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
            self.fail("[[layer]]: se esperaba una lista de tablas")
        if not entries:
            self.fail("no describe ninguna capa: agregue al menos un bloque [[layer]]")
        return tuple(self.layer(entry, codes) for entry in entries)

    def layer(self, entry: dict[str, Any], codes: dict) -> LayerRule:
        target = self.text(entry.get("target", ""), "[[layer]], target")
        record = RECORDS.get(target)
        if record is None:
            self.fail(f"la capa de destino «{target}» no existe{nearest(target, RECORDS)}")
        place = f"[[layer]] {target}"
        self.allow(entry, {"target", "source", "fields", "join", "geometry", "where", "each", "optional"}, place)
        return LayerRule(
            record=record,
            source=self.source(entry.get("source", target), place),
            rules=self.rules(record, entry, codes, place),
            joins=tuple(self.join(name, join, place) for name, join in self.table(entry, "join", place).items()),
            geometry=self.geometry(entry.get("geometry", "drawn"), entry, place),
            where={
                column: self.some_texts(values, f"{place}, where {column}")
                for column, values in self.table(entry, "where", place).items()
            },
            each={
                column: self.scalar(label, f"{place}, each {column}")
                for column, label in self.table(entry, "each", place).items()
            },
            optional=self.truth(entry.get("optional", False), f"{place}, optional"),
        )

    def source(self, name: Any, place: str) -> str:
        if not isinstance(name, str):
            two = "para dos capas de origen escriba dos bloques [[layer]]"
            self.fail(f"{place}, source: se esperaba un texto; {two}")
        return name

    def rules(self, record: Record, entry: dict[str, Any], codes: dict, place: str) -> dict[str, Rule]:
        fields = self.table(entry, "fields", place)
        rules = {name: self.rule(record, name, rule, codes, place) for name, rule in fields.items()}
        missing = [column.name for column in record.columns if column.required and column.name not in rules]
        if missing:
            self.fail(f"{place}: falta decir de dónde viene {', '.join(missing)}")
        if "each" not in entry and (name := next((name for name, rule in rules.items() if rule.each), None)):
            self.fail(f"{place} {name}, each: falta la tabla [layer.each]")
        return rules

    def rule(self, record: Record, name: str, entry: Any, codes: dict, place: str) -> Rule:
        column = record.column(name)
        if column is None:
            self.fail(
                f"{place}: la columna «{name}» no existe{nearest(name, [column.name for column in record.columns])}"
            )
        place = f"{place} {name}"
        if isinstance(entry, str):
            return Rule(columns=(entry,), optional=not column.required)
        if not isinstance(entry, dict):
            self.fail(f"{place}: se esperaba un texto o una tabla; {how_to_write(entry)}")
        self.allow(entry, {*ORIGINS, *RULE_WORDS}, place)
        origins = [word for word in ORIGINS if word in entry]
        if len(origins) != 1:
            self.fail(
                f"{place}: tiene {' y '.join(origins)}; deje uno" if origins else f"{place}: necesita uno de {NEEDED}"
            )
        return self.detailed_rule(column, entry, codes, place)

    def detailed_rule(self, column: Column, entry: dict[str, Any], codes: dict, place: str) -> Rule:
        is_optional = "column" not in entry or not column.required
        return Rule(
            columns=self.some_texts(entry["column"], f"{place}, column") if "column" in entry else (),
            value=self.scalar(entry["value"], f"{place}, value") if "value" in entry else None,
            each=self.one_of(entry["each"], ("column", "label"), f"{place}, each") if "each" in entry else None,
            fid=self.truth(entry.get("fid", False), f"{place}, fid"),
            prefix=self.text(entry.get("prefix", ""), f"{place}, prefix"),
            codes=self.code_table(entry["codes"], codes, place) if "codes" in entry else None,
            multiply=self.number(entry["multiply"], f"{place}, multiply") if "multiply" in entry else None,
            decimal=self.one_of(entry["decimal"], DECIMALS, f"{place}, decimal") if "decimal" in entry else None,
            date=self.one_of(entry["date"], DATES, f"{place}, date") if "date" in entry else None,
            optional=self.truth(entry.get("optional", is_optional), f"{place}, optional"),
        )

    def code_table(self, name: Any, codes: dict, place: str) -> str:
        if self.text(name, f"{place}, codes") not in codes:
            self.fail(f"{place}: no hay tabla de códigos «{name}»{nearest(name, codes)}")
        return name

    def join(self, name: str, entry: Any, place: str) -> Join:
        place = f"{place} join {name}"
        self.allow(entry, {"source", "on", "match"}, place)
        if not {"source", "on", "match"} <= set(entry):
            self.fail(f"{place}: necesita source, on y match")
        if name in TAKEN_NAMES:
            self.fail(f"{place}: ese nombre está tomado; elija otro")
        return Join(name, *(self.text(entry[word], f"{place}, {word}") for word in ("source", "on", "match")))

    def geometry(self, entry: Any, layer: dict[str, Any], place: str) -> GeometryRule:
        if not isinstance(entry, dict):
            return GeometryRule(self.one_of(entry, GEOMETRY_SOURCES[:2], f"{place}, geometry"))
        self.allow(entry, {"x", "y", "join"}, f"{place}, geometry")
        if set(entry) == {"join"}:
            name = self.text(entry["join"], f"{place}, geometry join")
            known = name in layer.get("join", {})
            return GeometryRule("join", join=name) if known else self.fail(f"{place}: falta [layer.join.{name}]")
        if set(entry) != {"x", "y"}:
            self.fail(f"{place}, geometry: necesita x e y, o solo join")
        return GeometryRule("columns", *(self.text(entry[axis], f"{place}, geometry {axis}") for axis in ("x", "y")))

    # The whole

    def codes(self, tables: Any) -> dict[str, dict[str, str]]:
        self.allow(tables, None, "[codes]")
        for name, table in tables.items():
            self.allow(table, None, f"[codes.{name}]")
        return {
            name: {code: self.scalar(meaning, f"[codes.{name}], {code}") for code, meaning in table.items()}
            for name, table in tables.items()
        }

    def columns(self, tables: Any) -> dict[str, tuple[str, ...]]:
        self.allow(tables, None, "[columns]")
        found = {name: self.some_texts(names, f"[columns], {name}") for name, names in tables.items()}
        if twice := next((name for name, names in found.items() if len(set(names)) < len(names)), None):
            self.fail(f"[columns], {twice}: repite una columna")
        return found

    def region(self, entry: Any) -> Region:
        self.allow(entry, {"name", "extent", "metric_srid"}, "[region]")
        extent = entry.get("extent")
        if not is_extent(extent):
            self.fail(
                "[region], extent: necesita oeste, sur, este y norte en grados, por ejemplo [-76.0, -56.0, -66.0, -17.0]"
            )
        srid = self.whole(entry.get("metric_srid", 0), "[region], metric_srid")
        if srid and not is_metric(srid):
            hint = "use por ejemplo 32718, o 0 para el huso de la red"
            self.fail(f"[region], metric_srid: EPSG:{srid} no es un sistema en metros; {hint}")
        west, south, east, north = map(float, extent)
        name = self.text(entry.get("name", "la región del mapeo"), "[region], name")
        return Region(name, (west, south, east, north), srid or 0)

    def severities(self, entry: Any) -> dict[str, str]:
        from data_import.checks import CHECKS

        self.allow(entry, None, "[checks]")
        for key, severity in entry.items():
            if key not in CHECKS:
                self.fail(f"[checks]: no hay revisión «{key}»{nearest(key, CHECKS)}")
            self.one_of(severity, SEVERITIES[:1] if CHECKS[key].is_firm else SEVERITIES, f"[checks], {key}")
        return dict(entry)

    def cutoff(self, entry: Any) -> tuple[str, str] | None:
        if entry is None:
            return None
        self.allow(entry, {"source", "column"}, "[cutoff]")
        if set(entry) != {"source", "column"}:
            self.fail("[cutoff]: necesita source y column")
        return self.text(entry["source"], "[cutoff], source"), self.text(entry["column"], "[cutoff], column")

    def encoding(self, name: Any) -> str | None:
        if name is not None and codec(self.text(name, "[source], encoding")) is None:
            self.fail(
                f"[source], encoding: no existe la codificación «{name}»; use por ejemplo UTF-8, ISO-8859-1 o CP850"
            )
        return name

    # Values

    def table(self, entry: dict[str, Any], word: str, place: str) -> dict[str, Any]:
        self.allow(entry.get(word, {}), None, f"{place}, {word}")
        return entry.get(word, {})

    def allow(self, entry: Any, known: set[str] | None, place: str) -> None:
        """Complain unless the entry is a table, of known words only where `known` says which."""
        if not isinstance(entry, dict):
            self.fail(f"{place}: se esperaba una tabla")
        for word in entry:
            if known is not None and word not in known:
                self.fail(f"{place}: «{word}» no se entiende{nearest(word, known)}")

    def one_of(self, value: Any, known: tuple[str, ...], place: str) -> str:
        if value not in known:
            self.fail(f"{place}: «{value}» no sirve; use {' o '.join(known)}")
        return value

    def text(self, value: Any, place: str) -> str:
        return value if isinstance(value, str) else self.fail(f"{place}: se esperaba un texto")

    def truth(self, value: Any, place: str) -> bool:
        return value if isinstance(value, bool) else self.fail(f"{place}: se esperaba true o false")

    def number(self, value: Any, place: str) -> float:
        return float(value) if is_number(value) else self.fail(f"{place}: se esperaba un número")

    def whole(self, value: Any, place: str) -> int | None:
        fits = value is None or (is_number(value) and isinstance(value, int))
        return value if fits else self.fail(f"{place}: se esperaba un número entero")

    def scalar(self, value: Any, place: str) -> str:
        fits = isinstance(value, str) or is_number(value)
        return str(value) if fits else self.fail(f"{place}: se esperaba un texto o un número")

    def list_of_texts(self, value: Any, place: str) -> tuple[str, ...]:
        fits = isinstance(value, list) and all(isinstance(item, str) for item in value)
        return tuple(value) if fits else self.fail(f"{place}: se esperaba una lista de textos")

    def some_texts(self, value: Any, place: str) -> tuple[str, ...]:
        texts = value if isinstance(value, list) else [value]
        fits = texts and all(isinstance(item, str) for item in texts)
        return tuple(texts) if fits else self.fail(f"{place}: se esperaba un texto o una lista de textos")

    def fail(self, message: str) -> NoReturn:
        raise MappingError(f"Mapeo {self.name}: {message}{'' if message.endswith('?') else '.'}")


def is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)


def is_extent(extent: Any) -> bool:
    if not isinstance(extent, list) or len(extent) != 4 or not all(map(is_number, extent)):
        return False
    west, south, east, north = extent
    return -180 <= west < east <= 180 and -90 <= south < north <= 90


def is_metric(srid: int) -> bool:
    try:
        return CRS.from_epsg(srid).is_projected
    except CRSError:
        return False


def how_to_write(entry: Any) -> str:
    if isinstance(entry, list):
        return 'varias columnas se escriben { column = ["A", "B"] }'
    return f"un valor fijo se escribe {{ value = {str(entry).lower() if isinstance(entry, bool) else entry} }}"


def alike(word: str, known) -> list[str]:
    """The names most like `word`, the most like first."""
    return difflib.get_close_matches(str(word), [str(name) for name in known], n=3, cutoff=0.5)


def nearest(word: str, known) -> str:
    """“; ¿quiso decir …?” with the names most like `word`, or nothing."""
    found = alike(word, known)
    return f"; ¿quiso decir {' o '.join(found)}?" if found else ""


def hinted(sentence: str, word: str, known) -> str:
    """The sentence with the nearest names, or with its full stop."""
    return sentence + (nearest(word, known) or ".")
