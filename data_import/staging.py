"""From source rows to typed staging tables: raw text by COPY, then one INSERT … SELECT per mapped layer.

All tables are temporary and belong to the import's transaction: whatever ends it, nothing of them stays.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import connection
from psycopg import sql

from data_import.crs import SAME_COORDINATES, coordinate_limits, missing_crs, require_plausible, resolve_srid
from data_import.functions import (
    Expression,
    coded,
    first_of,
    geometry_faults,
    prefixed,
    trimmed,
    typed,
)
from data_import.mapping import GeometryRule, Join, LayerRule, Mapping, Rule, alike, hinted
from data_import.progress import Progress
from data_import.records import RECORDS, Column, Record
from layers.geometry import STORAGE_SRID
from layers.sources import SourceError, SourceLayer

SQL_TYPES = {"text": "text", "number": "float8", "positive": "float8", "date": "date", "month": "date"}
NULL = sql.SQL("null::text")


@dataclass(frozen=True)
class Raw:
    """A source layer as it lies in the database: its table, where each needed column is, and the CRS of its geometries."""

    table: str
    source: SourceLayer
    positions: dict[str, int]
    srid: int | None
    number: int

    @property
    def spare(self) -> list[str]:
        """Columns that the mapping does not speak of: one of them may be what it misses."""
        return [column for column in self.source.columns if column not in self.positions]

    def column(self, name: str, alias: str = "r") -> sql.Composable:
        return sql.SQL("{}.{}").format(sql.Identifier(alias), sql.Identifier(f"c{self.positions[name]}"))


@dataclass
class Tally:
    """Rows of one mapped layer."""

    layer: str
    source: str
    file: str
    read: int
    taken: int

    @property
    def refused(self) -> int:
        return self.read - self.taken


@dataclass(frozen=True)
class Fault:
    """What makes a row unfit: the field, its text, the condition and the reason that people read."""

    field: str
    value: sql.Composable
    condition: sql.Composable
    reason: str


def run(statement: sql.Composable | str, parameters: tuple | None = None) -> int:
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        return cursor.rowcount


def create_staging() -> None:
    """An empty typed table per record, the list of findings, and that of geometries which no row asked for."""
    run(
        "CREATE TEMP TABLE unclaimed_geometry (layer text, origin smallint, fid bigint, field text, value text, "
        "reason text) ON COMMIT DROP"
    )
    run(
        "CREATE TEMP TABLE import_finding (kind text, severity text, layer text, origin smallint, fid bigint, asset_id text, "
        "field text, value text, reason text) ON COMMIT DROP"
    )
    for record in RECORDS.values():
        run(staging_table(record))


def staging_table(record: Record) -> sql.Composed:
    columns = [
        sql.SQL("{} {}").format(sql.Identifier(column.name), sql.SQL(SQL_TYPES[column.kind]))
        for column in record.columns
    ]
    if record.geometry:
        columns.append(sql.SQL("geom geometry({}, {})").format(sql.SQL(record.geometry), sql.Literal(STORAGE_SRID)))
    return sql.SQL("CREATE TEMP TABLE {} (origin smallint, fid bigint, {}) ON COMMIT DROP").format(
        sql.Identifier(record.table), sql.SQL(", ").join(columns)
    )


def pour(layer: SourceLayer, number: int, mapping: Mapping, srid: int | None, progress: Progress) -> Raw:
    """COPY a source layer's rows as they are. Raises SourceError when the file ends early or its CRS is unusable."""
    table = f"raw_{number}"
    kept = needed_positions(layer, mapping)
    texts = [sql.SQL("{} text").format(sql.Identifier(f"c{position}")) for position in kept]
    body = sql.SQL(", ").join([sql.SQL("fid bigint, geom geometry"), *texts])
    run(sql.SQL("CREATE TEMP TABLE {} ({}) ON COMMIT DROP").format(sql.Identifier(table), body))
    with connection.cursor() as cursor:
        with cursor.copy(sql.SQL("COPY {} FROM STDIN").format(sql.Identifier(table))) as copy:
            for fid, values, wkb in progress.watch(layer.name, layer.rows(), layer.count):
                copy.write_row((fid, wkb.hex() if wkb is not None else None, *[values[at] for at in kept]))
        # Statistics of one column give the planner the row count; those of geometries would cost as much as the COPY.
        cursor.execute(sql.SQL("ANALYZE {} (fid)").format(sql.Identifier(table)))
    positions = {layer.columns[position]: position for position in kept}
    layer_srid = resolve_srid(layer, srid, mapping)
    require_plausible(layer, table, layer_srid, mapping.region)
    if layer_srid is not None:
        layer_srid = SAME_COORDINATES.get(layer_srid, layer_srid)
    return Raw(table, layer, positions, layer_srid, number)


def needed_positions(layer: SourceLayer, mapping: Mapping) -> list[int]:
    """Where the columns lie that the mapping speaks of."""
    found = {match_column(name, layer.columns) for name in mapping.columns_of(layer.name)}
    return [position for position, name in enumerate(layer.columns) if name in found]


class LayerStaging:
    """Stages one [[layer]] block from one source layer."""

    def __init__(self, rule: LayerRule, raw: Raw, others: dict[str, Raw], mapping: Mapping, cutoff_year: int) -> None:
        self.rule, self.raw, self.others, self.mapping = rule, raw, others, mapping
        self.cutoff_year = cutoff_year
        self.notes: list[str] = []
        self.absent: list[str] = []

    def stage(self) -> Tally:
        """Insert the rows that fit; describe each of the others as a finding."""
        if not self.has_rows():
            return self.tally(0, 0)
        columns = self.expressions()
        self.note_absent()
        geometry = self.geometry()
        faults = self.faults(columns, geometry)
        read = self.count()
        taken = self.insert(columns, geometry, faults)
        if taken < read:
            self.record_refusals(next(iter(columns.values())), faults)
        return self.tally(read, taken)

    def has_rows(self) -> bool:
        """Some formats state no columns where there is no row: they must not be complained of as missing."""
        with connection.cursor() as cursor:
            cursor.execute(sql.SQL("SELECT exists(SELECT FROM {})").format(sql.Identifier(self.raw.table)))
            return cursor.fetchone()[0]

    def tally(self, read: int, taken: int) -> Tally:
        return Tally(self.rule.record.name, self.raw.source.name, self.raw.source.file, read, taken)

    # Columns

    def expressions(self) -> dict[Column, Expression]:
        record = self.rule.record
        return {
            column: self.expression(column, self.rule.rules.get(column.name, Rule(value="")))
            for column in record.columns
        }

    def expression(self, column: Column, rule: Rule) -> Expression:
        raw = first_of(self.texts(column, rule))
        text = prefixed(raw, rule.prefix.replace("{cutoff_year}", str(self.cutoff_year))) if rule.prefix else raw
        start = coded(text, self.mapping.codes[rule.codes]) if rule.codes else Expression(text, raw)
        date = rule.date or self.mapping.date
        return typed(start, column, decimal=self.decimal(rule), date=date, multiply=rule.multiply)

    def decimal(self, rule: Rule) -> str:
        """The decimal sign of a rule's texts: the delivery's, but for what files hold as numbers or the mapping itself says."""
        names = tuple(self.rule.each) if rule.each == "column" else rule.columns
        places = [(raw.source, match_column(name, raw.source.columns)) for raw, _, name in map(self.located, names)]
        are_numbers = all(column in source.numbers for source, column in places if column is not None)
        return "." if rule.codes or are_numbers else rule.decimal or self.mapping.decimal

    def texts(self, column: Column, rule: Rule) -> list[sql.Composable]:
        if rule.fid:
            return [sql.SQL("r.fid::text")]
        if rule.each:
            return [self.trim(sql.SQL("each_row.{}").format(sql.Identifier(rule.each)))]
        if rule.value is not None:
            return [sql.Literal(rule.value or None) if rule.value else NULL]
        places = [place for name in rule.columns if (place := self.place(name)) is not None]
        if rule.columns and not places:
            if not rule.optional:
                raise self.missing_column(rule.columns[0], column.name)
            self.absent.append(rule.columns[0])
        return [self.trim(place) for place in places]

    def trim(self, text: sql.Composable) -> sql.Composable:
        return trimmed(text, self.mapping.empty)

    def place(self, name: str) -> sql.Composable | None:
        """Where a column named by the mapping lies, or None."""
        raw, alias, wanted = self.located(name)
        found = match_column(wanted, raw.positions)
        return None if found is None or self.is_anothers(found, name) else raw.column(found, alias)

    def is_anothers(self, column: str, name: str) -> bool:
        """Whether a name cut to ten letters could be an earlier column of ours too, as conductor_id and conductor_type."""
        raw, _, wanted = self.located(name)
        if column.casefold() == wanted.casefold():
            return False
        rivals = [other for other in self.rule.names() if self.located(other)[0] is raw]
        claims = [other for other in rivals if match_column(self.located(other)[2], raw.positions) == column]
        return bool(claims) and claims[0] != name

    def located(self, name: str) -> tuple[Raw, str, str]:
        """The source layer of a column, its alias and the column's name there."""
        source, alias, column = self.rule.locate(name)
        return self.others[source], alias, column

    def needed(self, name: str, use: str) -> sql.Composable:
        place = self.place(name)
        if place is None:
            raise self.missing_column(name, use)
        return place

    def missing_column(self, name: str, use: str) -> SourceError:
        raw, _, wanted = self.located(name)
        sentence = f"La capa {raw.source.name} no trae la columna {wanted}, que el mapeo usa para {use}"
        return SourceError(hinted(sentence, wanted, raw.spare), file=raw.source.file, layer=raw.source.name)

    def note_absent(self) -> None:
        """One sentence on the columns that may be absent and are, with what they may be called instead."""
        if self.absent:
            hints = [f" ¿Es {column} su {name}?" for name in self.absent for column in alike(name, self.raw.spare)[:1]]
            self.notes.append(f"{self.raw.source.name}: sin {', '.join(self.absent)}; quedan S/I.{''.join(hints)}")

    # Geometry

    def geometry(self) -> Expression | None:
        record, rule = self.rule.record, self.rule.geometry
        if not record.geometry:
            return None
        srid = self.geometry_place()[0].srid
        drawn = self.coordinates(rule) if rule.source == "columns" else self.drawn(rule)
        faults = geometry_faults(drawn.value, record.geometry, record.geometry_required, coordinate_limits(srid))
        value = sql.SQL("st_force2d({})").format(drawn.value)
        if srid not in (None, STORAGE_SRID):
            value = sql.SQL("st_transform({}, {})").format(value, sql.Literal(STORAGE_SRID))
        return Expression(value, drawn.raw, (*drawn.faults, *faults))

    def geometry_place(self) -> tuple[Raw, str]:
        """The source layer that is drawn, and its alias."""
        join = self.rule.geometry_join()
        return (self.others[join.source], join.name) if join else (self.raw, "r")

    def drawn(self, rule: GeometryRule) -> Expression:
        raw, alias = self.geometry_place()
        geom = sql.SQL("st_setsrid({}.geom, {})").format(sql.Identifier(alias), sql.Literal(raw.srid or STORAGE_SRID))
        if rule.source == "point_on_surface":
            geom = sql.SQL("case when st_isvalid({0}) then st_pointonsurface({0}) else {0} end").format(geom)
        text = sql.SQL("left(st_astext({}, 6), 80)").format(geom)
        join = self.rule.geometry_join()
        return self.found_in(join, geom, text) if join else Expression(geom, text)

    def found_in(self, join: Join, geom: sql.Composable, text: sql.Composable) -> Expression:
        """The geometry of the row joined; where there is none, the identifier that was looked for is said."""
        key = self.trim(self.needed(join.on, f"la unión {join.name}"))
        is_missing = sql.SQL("{}.fid is null").format(sql.Identifier(join.name))
        reason = f"no hay geometría con ese identificador en la capa {join.source}"
        return Expression(geom, sql.SQL("coalesce({}, {})").format(text, key), ((is_missing, reason),))

    def coordinates(self, rule: GeometryRule) -> Expression:
        """A point from two columns of numbers."""
        if self.raw.srid is None:
            raise missing_crs(self.raw.source)
        x, y = (self.coordinate(name) for name in (rule.x, rule.y))
        point = sql.SQL("st_setsrid(st_makepoint({}, {}), {})").format(x.value, y.value, sql.Literal(self.raw.srid))
        self.require_plausible_points(point)
        return Expression(point, sql.SQL("concat_ws(' ', {}, {})").format(x.raw, y.raw), (*x.faults, *y.faults))

    def coordinate(self, name: str) -> Expression:
        text = self.trim(self.needed(name, "la geometría"))
        number = Column(name, "number")
        decimal = self.decimal(Rule(columns=(name,)))
        found = typed(Expression(text, text), number, decimal=decimal, date="", multiply=None)
        return Expression(found.value, text, tuple((fault, f"{name}: {reason}") for fault, reason in found.faults))

    def require_plausible_points(self, point: sql.Composable) -> None:
        """Points are only known here, not when the layer was read; raises SourceError as for a drawn layer."""
        table = f"{self.raw.table}_points"
        statement = sql.SQL("CREATE TEMP TABLE {} ON COMMIT DROP AS SELECT {} geom FROM {} r")
        run(statement.format(sql.Identifier(table), point, sql.Identifier(self.raw.table)))
        require_plausible(self.raw.source, table, self.raw.srid, self.mapping.region)
        run(sql.SQL("DROP TABLE {}").format(sql.Identifier(table)))

    # Rows

    def tables(self) -> sql.Composable:
        """FROM …: the source layer with what is joined to it, each row repeated where the mapping says so."""
        parts = [
            sql.SQL("FROM {} r").format(sql.Identifier(self.raw.table)),
            *(self.joined(join) for join in self.rule.joins),
        ]
        return sql.SQL(" ").join([*parts, self.repeated()] if self.rule.each else parts)

    def wanted(self) -> sql.Composable:
        """The condition of the rows that the mapping takes."""
        conditions = [
            sql.SQL("{} = any({})").format(
                self.trim(self.needed(name, "elegir las filas (where)")), sql.Literal(list(values))
            )
            for name, values in self.rule.where.items()
        ]
        return sql.SQL(" AND ").join(conditions) if conditions else sql.SQL("true")

    def joined(self, join: Join) -> sql.Composable:
        other, key = self.others[join.source], self.joined_column(join)
        first = sql.SQL("SELECT DISTINCT ON ({key}) * FROM {table} j ORDER BY {key}, fid").format(
            key=self.trim(other.column(key, "j")), table=sql.Identifier(other.table)
        )
        return sql.SQL("LEFT JOIN ({first}) {alias} ON {key} = {on}").format(
            first=first,
            alias=sql.Identifier(join.name),
            key=self.trim(other.column(key, join.name)),
            on=self.trim(self.needed(join.on, f"la unión {join.name}")),
        )

    def joined_column(self, join: Join) -> str:
        key = match_column(join.match, self.others[join.source].positions)
        if key is None:
            raise self.missing_column(f"{join.name}.{join.match}", f"la unión {join.name}")
        return key

    def repeated(self) -> sql.Composable:
        rows = [
            sql.SQL("({}, {})").format(sql.Literal(label), self.needed(column, "repetir las filas (each)"))
            for column, label in self.rule.each.items()
        ]
        return sql.SQL('CROSS JOIN LATERAL (VALUES {}) each_row (label, "column")').format(sql.SQL(", ").join(rows))

    def count(self) -> int:
        with connection.cursor() as cursor:
            cursor.execute(sql.SQL("SELECT count(*) {} WHERE {}").format(self.tables(), self.wanted()))
            return cursor.fetchone()[0]

    def insert(self, columns: dict[Column, Expression], geometry: Expression | None, faults: list[Fault]) -> int:
        names = [sql.Identifier(column.name) for column in columns] + ([sql.SQL("geom")] if geometry else [])
        values = [expression.value for expression in columns.values()] + ([geometry.value] if geometry else [])
        sound = [sql.SQL("({}) IS NOT TRUE").format(fault.condition) for fault in faults]
        statement = sql.SQL("INSERT INTO {} (origin, fid, {}) SELECT {}, r.fid, {} {} WHERE {}").format(
            sql.Identifier(self.rule.record.table),
            sql.SQL(", ").join(names),
            sql.Literal(self.raw.number),
            sql.SQL(", ").join(values),
            self.tables(),
            sql.SQL(" AND ").join([self.wanted(), *sound]),
        )
        return run(statement)

    # Refusals

    def faults(self, columns: dict[Column, Expression], geometry: Expression | None) -> list[Fault]:
        """Everything that makes a row unfit, in the order in which it is said."""
        found = []
        for column, expression in columns.items():
            found += [Fault(column.name, expression.raw, *fault) for fault in expression.faults]
            if column.required:
                missing = sql.SQL("{} is null").format(expression.value)
                found.append(Fault(column.name, expression.raw, missing, "falta el valor"))
        if geometry:
            found += [Fault("geometry", geometry.raw, *fault) for fault in geometry.faults]
        return found

    def record_refusals(self, identifier: Expression, faults: list[Fault]) -> None:
        """A finding per unfit field of a row: its first fault."""
        cases = [
            sql.SQL("({}, {}, ({})::text, ({}) IS TRUE, {})").format(
                sql.Literal(position), sql.Literal(fault.field), fault.value, fault.condition, sql.Literal(fault.reason)
            )
            for position, fault in enumerate(faults)
        ]
        statement = sql.SQL(
            "INSERT INTO import_finding (kind, layer, origin, fid, asset_id, field, value, reason) "
            "SELECT 'row_refused', {layer}, {origin}, r.fid, ({id})::text, f.field, left(f.value, 120), f.reason {tables} "
            "CROSS JOIN LATERAL (SELECT DISTINCT ON (field) * FROM (VALUES {cases}) f (position, field, value, bad, reason) "
            "WHERE bad ORDER BY field, position) f WHERE {wanted}"
        )
        run(
            statement.format(
                layer=sql.Literal(self.rule.record.name),
                origin=sql.Literal(self.raw.number),
                id=identifier.value,
                tables=self.tables(),
                cases=sql.SQL(", ").join(cases),
                wanted=self.wanted(),
            )
        )


def match_column(wanted: str, columns: Iterable[str]) -> str | None:
    """The source's own spelling of a column: exact, else without regard to case, else as a shapefile cuts it to ten letters."""
    columns = list(columns)
    if wanted in columns:
        return wanted
    for folded in (str.casefold, lambda name: name.casefold()[:10]):
        found = [column for column in columns if folded(column) == folded(wanted)]
        if len(found) == 1 and (len(found[0]) <= 10 or folded is str.casefold):
            return found[0]
    return None
