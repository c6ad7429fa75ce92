"""The rows that tiles and clicks read: geometry in web mercator and the finished GeoJSON text of each feature.

Each query (sql/tiles/) yields id, kind, feeder_id, phase_count, label, min_zoom, max_zoom, rank and geom (4326).
Kinds are those of layers.styles.
"""

from collections.abc import Mapping

from psycopg import sql

from data_import.staging import run
from data_import.statements import statement
from layers.enums import SHUNT_EQUIPMENT, Layer
from layers.geometry import WEB_SRID
from layers.models import Equipment, Feeder, Generator, Pole, PublishedRow, Span, Substation, Transformer

#: Pixels at zoom 12 and 9, in web mercator metres: below them a line's bends cannot be seen.
DETAIL_12_M, DETAIL_9_M = 38, 305
LAYERS = tuple(layer for layer in Layer if layer != Layer.COMUNAS)


def fill_tiles(table: str, number: int, names: Mapping[type[PublishedRow], str]) -> None:
    """Write the tile features of every layer of a publication into its (layered) partition."""
    tables: dict[str, type[PublishedRow]] = {
        "spans": Span,
        "feeders": Feeder,
        "transformers": Transformer,
        "equipment": Equipment,
        "generators": Generator,
        "poles": Pole,
        "substations": Substation,
    }
    words: dict[str, sql.Composable] = {name: sql.Identifier(names[model]) for name, model in tables.items()}
    words |= {"detail_12": sql.Literal(DETAIL_12_M), "detail_9": sql.Literal(DETAIL_9_M)}
    words["shunts"] = sql.Literal([str(kind) for kind in SHUNT_EQUIPMENT])
    for layer in LAYERS:
        run(
            statement(
                "tiles/insert",
                table=sql.Identifier(f"{table}_{layer}"),
                number=number,
                layer=str(layer),
                web_srid=WEB_SRID,
                query=statement(f"tiles/{layer}", **words),
            )
        )
    run(sql.SQL("ANALYZE {}").format(sql.Identifier(table)))
