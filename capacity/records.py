"""A node's figures on their way into the table, where the database joins them with the place they belong to."""

from collections.abc import Iterable
from dataclasses import astuple, dataclass, field, fields
from pathlib import Path

from django.db import connection
from psycopg import sql
from psycopg.types.json import Json

from capacity.models import CapacityRun

CREATE = sql.SQL("""
    DROP TABLE IF EXISTS node_record;
    CREATE TEMP TABLE node_record ON COMMIT DROP AS SELECT {columns} FROM capacity_nodecapacity WHERE false""")
COPY = sql.SQL("COPY node_record ({columns}) FROM STDIN")
CLEAR = """
    DELETE FROM capacity_nodecapacity
    WHERE publication_id = %(publication)s AND (%(feeder)s::text IS NULL OR feeder_id = %(feeder)s)"""
FILL = (Path(__file__).parent / "sql" / "fill_publication.sql").read_text(encoding="utf-8")


@dataclass(frozen=True)
class NodeRecord:
    """In the order of the temporary table's columns. `transformer_id`: at a busbar; all its low voltage nodes get the figures."""

    node: str
    transformer_id: str | None
    feeder_id: str
    capacity_kw: float | None = None
    capacity_accepted_kw: float | None = None
    capacity_pending_kw: float | None = None
    capacity_p10_kw: float | None = None
    capacity_p90_kw: float | None = None
    fast_track_kw: float | None = None
    fast_track_criterion: str | None = None
    installable_kw: float | None = None
    injectable_kw: float | None = None
    limiting_criterion: str | None = None
    limiting_asset: str | None = None
    confidence: str = "baja"
    assumed: list[str] = field(default_factory=list)
    reason: str | None = None
    criteria: list[dict] = field(default_factory=list)

    @classmethod
    def unknown(cls, node: str, feeder_id: str, lost: str, transformer_id: str | None = None) -> "NodeRecord":
        """`lost`: what is missing, as a noun with its article."""
        return cls(node, transformer_id, feeder_id, reason=f"no evaluable: falta {lost}")


def fill_publication(run: CapacityRun, records: Iterable[NodeRecord], feeder_id: str | None) -> None:
    """Put the records in the place of what the run's publication (or one feeder of it) had. Inside a transaction."""
    columns = sql.SQL(", ").join(sql.Identifier(each.name) for each in fields(NodeRecord))
    with connection.cursor() as cursor:
        cursor.execute(CREATE.format(columns=columns))
        with cursor.copy(COPY.format(columns=columns)) as copy:
            for record in records:
                *figures, criteria = astuple(record)
                copy.write_row([*figures, Json(criteria)])
        asked = {"publication": run.publication_id, "run": run.pk}
        cursor.execute(CLEAR, {**asked, "feeder": feeder_id})
        cursor.execute(FILL, asked)
