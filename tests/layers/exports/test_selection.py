"""What a feeder, a rectangle and a search take of each table."""

import pytest
from django.db import connection
from psycopg import sql

from layers.exports.selection import Selection, select
from layers.exports.tables import network_tables
from tests.factories.network import SOUTH, STEP, WEST


def taken(selection: Selection) -> dict[str, list[str]]:
    """Ids by layer; the tables beside them by their row counts, as text."""
    return {table.id: ids(table, selection) for table in network_tables()}


def ids(table, selection: Selection) -> list[str]:
    key = sql.Identifier("t", "id") if table.column("id") else sql.SQL("'row'")
    with connection.cursor() as cursor:
        cursor.execute(select(table, selection, 1, key))
        return sorted(row[0] for row in cursor)


ALWAYS = {"publicacion": 1, "conductores": 0, "vnr": 2, "vnr_recargos": 12}
EVERYTHING = {
    "subestaciones": "1",
    "alimentadores": "1",
    "vanos": "V1 V2 V3 V4 V5",
    "transformadores": "T1 T2",
    "equipos": "E1",
    "generadores": "G1",
    "postes": "P0 P1 P2 P3 P4 P8 P9",
    "nodos": "I8 I9 L3 L4 N0 N1 N2 N2B N3",
    "demandas": 4,
}
WESTERN = (WEST - STEP / 2, SOUTH - STEP, WEST + STEP / 2, SOUTH + STEP)
EASTERN = (WEST + 7.5 * STEP, SOUTH - STEP, WEST + 9.5 * STEP, SOUTH + STEP)


@pytest.mark.parametrize(
    ("selection", "expected"),
    [
        pytest.param(Selection(), EVERYTHING, id="all-but-low-voltage-generators"),
        pytest.param(
            Selection(feeder="1"),
            {**EVERYTHING, "vanos": "V1 V2 V3 V4", "postes": "P0 P1 P2 P3 P4", "nodos": "L3 L4 N0 N1 N2 N2B N3"},
            id="a-feeder",
        ),
        pytest.param(Selection(feeder="' OR TRUE --"), {}, id="no-such-feeder"),
        pytest.param(
            Selection(boxes=(WESTERN,)),
            {"subestaciones": "1", "alimentadores": "1", "vanos": "V1", "postes": "P0", "nodos": "N0"},
            id="a-rectangle",
        ),
        pytest.param(
            Selection(boxes=(WESTERN, EASTERN)),
            {
                "subestaciones": "1",
                "alimentadores": "1",
                "vanos": "V1 V5",
                "postes": "P0 P8 P9",
                "nodos": "I8 I9 N0",
            },
            id="two-rectangles",
        ),
        pytest.param(
            Selection(found={"transformadores": ["T1"], "vanos": ["V1", "'; DROP TABLE x"]}),
            {"vanos": "V1", "transformadores": "T1", "demandas": 4},
            id="a-search",
        ),
        pytest.param(
            Selection(found={"vanos": ["V1", "V5"]}, boxes=(WESTERN,)), {"vanos": "V1"}, id="a-search-in-a-rectangle"
        ),
    ],
)
def test_selections(network, selection, expected):
    found = taken(selection)

    counts = {name: len(rows) for name, rows in found.items() if name in ALWAYS or name == "demandas"}
    assert counts == {**ALWAYS, "demandas": expected.get("demandas", 0)}
    named = {name: " ".join(rows) for name, rows in found.items() if name not in counts and rows}
    assert named == {name: ids for name, ids in expected.items() if name != "demandas"}
