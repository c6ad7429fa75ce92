"""One point to show a thing by."""

from psycopg import sql

#: Halfway along a line; its ends it shares with its neighbours.
SPOT = (
    "CASE WHEN geometrytype({geom}) = 'LINESTRING' THEN st_lineinterpolatepoint({geom}, 0.5) "
    "ELSE st_pointonsurface({geom}) END"
)


def spot_of(geom: str) -> sql.Composed:
    """`geom`: an SQL expression of ours."""
    return sql.SQL(SPOT).format(geom=sql.SQL(geom))  # type: ignore[arg-type]  # our own words
