"""The way from an asset up to its substation, along the tree that the import traced."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Model

from layers import prepared
from layers.models import Feeder, Publication, Substation

#: Columns that say at which nodes an asset stands; its upper end is where its way begins.
NODE_COLUMNS = ("from_node", "to_node", "node", "nodes", "source_node")
ISLAND = "No hay camino hasta una subestación: el elemento queda en una isla de la red."
NO_NODE = "Este elemento no es parte del árbol eléctrico."
SOURCE = "La subestación es el origen de la red."

STATEMENT = """
    WITH RECURSIVE walk AS (
        (SELECT n.upstream_node, n.upstream_layer, n.upstream_id, n.depth, n.feeder_id, 1 AS step
         FROM layers_node n
         WHERE n.publication_id = %(publication)s::int AND n.id = ANY(%(nodes)s::text[]) AND n.depth IS NOT NULL
         ORDER BY n.depth, n.id LIMIT 1)
        UNION ALL
        SELECT n.upstream_node, n.upstream_layer, n.upstream_id, n.depth, walk.feeder_id, walk.step + 1
        FROM walk JOIN layers_node n
          ON n.publication_id = %(publication)s::int AND n.id = walk.upstream_node AND n.depth < walk.depth
    )
    SELECT walk.feeder_id, walk.upstream_layer, walk.upstream_id, edge.length_m, ST_AsGeoJSON(edge.geom, 7)
    FROM walk LEFT JOIN LATERAL (
        SELECT coalesce(s.length_m, ST_Length(s.geom::geography)) AS length_m, s.geom FROM layers_span s
        WHERE walk.upstream_layer = 'vanos' AND s.publication_id = %(publication)s::int AND s.id = walk.upstream_id
        UNION ALL
        SELECT 0, t.geom FROM layers_transformer t
        WHERE walk.upstream_layer = 'transformadores' AND t.publication_id = %(publication)s::int
          AND t.id = walk.upstream_id
        UNION ALL
        SELECT 0, e.geom FROM layers_equipment e
        WHERE walk.upstream_layer = 'equipos' AND e.publication_id = %(publication)s::int AND e.id = walk.upstream_id
    ) edge ON true
    ORDER BY walk.step"""


@dataclass(frozen=True)
class Step:
    """One span, transformer or piece of equipment on the way; `geometry` is GeoJSON text."""

    layer: str
    id: str
    length_m: float
    geometry: str


@dataclass(frozen=True)
class Way:
    """From the asset upwards. `reason` says in Spanish why there are no steps, where there are none."""

    steps: list[Step]
    substation: Substation | None
    reason: str | None = None

    @property
    def length_m(self) -> float:
        return round(sum(step.length_m for step in self.steps), 1)


def way_to_substation(asset: Model, publication: Publication) -> Way:
    if isinstance(asset, Substation):
        return Way([], asset, SOURCE)
    nodes = nodes_of(asset)
    found = prepared.rows(STATEMENT, {"publication": publication.number, "nodes": nodes}) if nodes else []
    if not found:
        return Way([], None, ISLAND if nodes else NO_NODE)
    steps = [Step(*edge) for _feeder, *edge in found if edge[1] is not None and edge[3] is not None]
    return Way(
        steps,
        substation_of(found[0][0], publication),
        None if steps else "El elemento está en la cabecera del alimentador.",
    )


def nodes_of(asset: Model) -> list[str]:
    nodes: list[str] = []
    for column in NODE_COLUMNS:
        value: Any = getattr(asset, column, None)
        nodes += value if isinstance(value, list) else [value] if value else []
    return nodes


def substation_of(feeder_id: str | None, publication: Publication) -> Substation | None:
    feeders = Feeder.objects.filter(publication=publication, id=feeder_id).values("substation_id")
    return Substation.objects.filter(publication=publication, id__in=feeders).first()
