"""Geometries that come in a layer of their own and that no row of the tables asked for: they would be lost in silence."""

from psycopg import sql

from data_import.mapping import Join
from data_import.staging import LayerStaging, Raw, run

RECORD = sql.SQL(
    "INSERT INTO unclaimed_geometry SELECT {layer}, {origin}, fid, {field}, left(key, 120), CASE "
    "WHEN key IS NULL THEN 'sin identificador' WHEN turn > 1 THEN 'el identificador se repite en la capa' "
    "ELSE {reason} END FROM (SELECT fid, key, row_number() OVER (PARTITION BY key ORDER BY fid) turn "
    "FROM (SELECT fid, {key} key FROM {table} g) g) g "
    "WHERE NOT EXISTS (SELECT FROM ({claims}) c WHERE c.fid = g.fid)"
)


Claim = tuple[LayerStaging, Join]


def note_unclaimed(stagings: list[LayerStaging]) -> None:
    """Two tables may share a layer of geometries: only what neither takes is left."""
    by_source: dict[str, list[Claim]] = {}
    for staging in stagings:
        if (join := staging.rule.geometry_join()) and staging.has_rows():
            by_source.setdefault(join.source, []).append((staging, join))
    for source, claims in by_source.items():
        run(statement_for(claims[0][0].others[source], claims))


def statement_for(raw: Raw, claims: list[Claim]) -> sql.Composed:
    first, join = claims[0]
    tables = " ni ".join(dict.fromkeys(staging.raw.source.name for staging, _ in claims))
    return RECORD.format(
        layer=sql.Literal(first.rule.record.name),
        origin=sql.Literal(raw.number),
        field=sql.Literal(join.match),
        reason=sql.Literal(f"no hay fila con ese identificador en {tables}"),
        key=first.trim(raw.column(first.joined_column(join), "g")),
        table=sql.Identifier(raw.table),
        claims=sql.SQL(" UNION ALL ").join(map(claimed, claims)),
    )


def claimed(claim: Claim) -> sql.Composed:
    staging, join = claim
    return sql.SQL("SELECT {}.fid {}").format(sql.Identifier(join.name), staging.tables())
