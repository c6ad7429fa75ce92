"""A mapping says how a supplier's files become our records. It is a TOML file; this module reads it and refuses nonsense.

The grammar, with every word it knows, is explained in mappings/canonical.toml and mappings/bdgd.toml.
"""

import difflib
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from data_import.records import RECORDS, Column, Record

SHIPPED = Path(__file__).parent / "mappings"
GEOMETRY_SOURCES = ("drawn", "point_on_surface", "columns")
SEVERITIES = ("error", "warning", "ignore")


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
    source: str = "drawn"
    x: str = ""
    y: str = ""


@dataclass(frozen=True)
class LayerRule:
    record: Record
    source: tuple[str, ...]
    rules: dict[str, Rule]
    joins: tuple[Join, ...] = ()
    geometry: GeometryRule = GeometryRule()
    where: dict[str, tuple[str, ...]] = field(default_factory=dict)
    each: dict[str, str] = field(default_factory=dict)
    optional: bool = False


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

    def source_names(self) -> list[str]:
        """Every source layer this mapping speaks of, joins and the cut-off's included."""
        names = [name for layer in self.layers for name in (*layer.source, *(join.source for join in layer.joins))]
        return list(dict.fromkeys([*names, *([self.cutoff[0]] if self.cutoff else [])]))


def shipped_mappings() -> list[str]:
    return sorted(path.stem for path in SHIPPED.glob("*.toml"))


def load_mapping(name_or_file: str) -> Mapping:
    """A shipped mapping by its name, or any TOML file. Raises MappingError."""
    path = SHIPPED / f"{name_or_file}.toml"
    if name_or_file not in shipped_mappings():
        path = Path(name_or_file)
    if not path.is_file():
        raise MappingError(f"No hay mapeo «{name_or_file}»: use uno de {', '.join(shipped_mappings())} o la ruta de un archivo TOML.")
    try:
        return Reader(path.stem).read(tomllib.loads(path.read_text(encoding="utf-8")))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise MappingError(f"{path.name} no es TOML válido: {error}") from error


class Reader:
    """Reads one mapping, naming the place of whatever it does not understand."""

    def __init__(self, name: str) -> None:
        self.name = name

    def read(self, document: dict[str, Any]) -> Mapping:
        self.allow(document, {"title", "source", "region", "codes", "checks", "cutoff", "layer"}, "el comienzo")
        source = document.get("source", {})
        self.allow(source, {"srid", "encoding", "decimal", "date", "empty"}, "[source]")
        codes = {name: {str(k): str(v) for k, v in table.items()} for name, table in document.get("codes", {}).items()}
        layers = tuple(self.layer(entry, codes) for entry in document.get("layer", []))
        if not layers:
            self.fail("no describe ninguna capa: agregue al menos un bloque [[layer]]")
        return Mapping(
            name=self.name,
            title=document.get("title", self.name),
            region=self.region(document.get("region", {})),
            layers=layers,
            codes=codes,
            severities=self.severities(document.get("checks", {})),
            srid=source.get("srid"),
            encoding=source.get("encoding"),
            decimal=self.one_of(source.get("decimal", "."), (".", ","), "[source] decimal"),
            date=source.get("date", "YYYY-MM-DD"),
            empty=tuple(source.get("empty", ("",))),
            cutoff=self.cutoff(document.get("cutoff")),
        )

    def layer(self, entry: dict[str, Any], codes: dict) -> LayerRule:
        target = entry.get("target", "")
        record = RECORDS.get(target)
        if record is None:
            self.fail(f"la capa de destino «{target}» no existe{nearest(target, RECORDS)}")
        place = f"[[layer]] {target}"
        self.allow(entry, {"target", "source", "fields", "join", "geometry", "where", "each", "optional"}, place)
        rules = {name: self.rule(record, name, rule, codes, place) for name, rule in entry.get("fields", {}).items()}
        missing = [column.name for column in record.columns if column.required and column.name not in rules]
        if missing:
            self.fail(f"{place}: falta decir de dónde viene {', '.join(missing)}")
        return LayerRule(
            record=record,
            source=as_tuple(entry.get("source", target)),
            rules=rules,
            joins=tuple(self.join(name, join, place) for name, join in entry.get("join", {}).items()),
            geometry=self.geometry(entry.get("geometry", "drawn"), place),
            where={column: as_tuple(values) for column, values in entry.get("where", {}).items()},
            each={column: str(value) for column, value in entry.get("each", {}).items()},
            optional=bool(entry.get("optional", False)),
        )

    def rule(self, record: Record, name: str, entry: Any, codes: dict, place: str) -> Rule:
        column = record.column(name)
        if column is None:
            known = [column.name for column in record.columns]
            self.fail(f"{place}: la columna «{name}» no existe{nearest(name, known)}")
        if isinstance(entry, str):
            return Rule(columns=(entry,), optional=not column.required)
        known_words = {"column", "value", "each", "fid", "prefix", "codes", "multiply", "decimal", "date", "optional"}
        self.allow(entry, known_words, f"{place} {name}")
        if entry.get("codes") and entry["codes"] not in codes:
            self.fail(f"{place} {name}: no hay tabla de códigos «{entry['codes']}»{nearest(entry['codes'], codes)}")
        if "each" in entry:
            self.one_of(entry["each"], ("column", "label"), f"{place} {name} each")
        words = {word: entry[word] for word in known_words - {"column", "value"} if word in entry}
        value = str(entry["value"]) if "value" in entry else None
        return Rule(columns=as_tuple(entry.get("column", ())), value=value, **{"optional": self.is_optional(entry, column), **words})

    @staticmethod
    def is_optional(entry: dict[str, Any], column: Column) -> bool:
        return "column" not in entry or not column.required

    def join(self, name: str, entry: dict[str, Any], place: str) -> Join:
        self.allow(entry, {"source", "on", "match"}, f"{place} join {name}")
        if not {"source", "on", "match"} <= set(entry):
            self.fail(f"{place} join {name}: necesita source, on y match")
        return Join(name, entry["source"], entry["on"], entry["match"])

    def geometry(self, entry: Any, place: str) -> GeometryRule:
        if isinstance(entry, dict):
            self.allow(entry, {"x", "y"}, f"{place} geometry")
            return GeometryRule("columns", entry["x"], entry["y"])
        return GeometryRule(self.one_of(entry, GEOMETRY_SOURCES[:2], f"{place} geometry"))

    def region(self, entry: dict[str, Any]) -> Region:
        self.allow(entry, {"name", "extent", "metric_srid"}, "[region]")
        extent = entry.get("extent", [])
        if len(extent) != 4:
            self.fail("[region] extent necesita oeste, sur, este y norte en grados, por ejemplo [-76.0, -56.0, -66.0, -17.0]")
        return Region(entry.get("name", "la región del mapeo"), tuple(map(float, extent)), int(entry.get("metric_srid", 0)))

    def severities(self, entry: dict[str, Any]) -> dict[str, str]:
        from data_import.checks import CHECKS

        for key, severity in entry.items():
            if key not in CHECKS:
                self.fail(f"[checks]: no hay revisión «{key}»{nearest(key, CHECKS)}")
            self.one_of(severity, SEVERITIES, f"[checks] {key}")
        return dict(entry)

    def cutoff(self, entry: dict[str, str] | None) -> tuple[str, str] | None:
        if entry is None:
            return None
        self.allow(entry, {"source", "column"}, "[cutoff]")
        return entry["source"], entry["column"]

    def allow(self, entry: dict[str, Any], known: set[str], place: str) -> None:
        if not isinstance(entry, dict):
            self.fail(f"{place}: se esperaba una tabla")
        for word in entry:
            if word not in known:
                self.fail(f"{place}: «{word}» no se entiende{nearest(word, known)}")

    def one_of(self, value: Any, known: tuple[str, ...], place: str) -> str:
        if value not in known:
            self.fail(f"{place}: «{value}» no sirve; use {' o '.join(known)}")
        return value

    def fail(self, message: str) -> Any:
        raise MappingError(f"Mapeo {self.name}: {message}.")


def nearest(word: str, known) -> str:
    """“; ¿quiso decir …?” with the names most like `word`, or nothing."""
    found = difflib.get_close_matches(str(word), [str(name) for name in known], n=3, cutoff=0.5)
    return f"; ¿quiso decir {' o '.join(found)}?" if found else ""


def as_tuple(value: Any) -> tuple[str, ...]:
    return tuple(map(str, value)) if isinstance(value, list | tuple) else (str(value),)
