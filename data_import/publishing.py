"""From checked staging tables to a publication: each row with what follows from the trace, then attached and made current.

In sql/publish/, {number} is the publication, {table} its partition of the table that is filled, `s` the staged row.
"""

from collections.abc import Mapping
from datetime import date
from typing import cast

from django.contrib.gis.geos import GEOSGeometry, Polygon
from django.db import connection
from django.db.models import Max
from psycopg import sql

from data_import.crs import utm_srid
from data_import.mapping import Mapping as FileMapping
from data_import.staging import run
from data_import.statements import statement
from data_import.tile_features import LAYERS, fill_tiles
from layers.catalogue import network_layers
from layers.models import (
    PUBLISHED_MODELS,
    ConductorType,
    Equipment,
    Feeder,
    Generator,
    MonthlyDemand,
    Node,
    Pole,
    Publication,
    PublishedRow,
    Span,
    Substation,
    TileFeature,
    Transformer,
    VnrCode,
    VnrComponent,
)
from layers.partitions import attach_partition, create_layered_partition, create_partition

COMUNA_AT = "coalesce(s.comuna_code, (SELECT c.code FROM layers_comuna c WHERE st_covers(c.geom, {point}) LIMIT 1))"
PHASE_COUNT = (
    "CASE WHEN s.phase_code IS NOT NULL THEN (s.phase_code ILIKE '%R%')::int + (s.phase_code ILIKE '%S%')::int "
    "+ (s.phase_code ILIKE '%T%')::int END"
)
#: A file of sql/publish/ for each table, in the order in which one needs the other.
FILLINGS: dict[type[PublishedRow], str] = {
    Node: "nodes",
    Pole: "poles",
    ConductorType: "conductors",
    Span: "spans",
    Transformer: "transformers",
    Equipment: "equipment",
    Generator: "generators",
    Feeder: "feeders",
    Substation: "substations",
    MonthlyDemand: "demands",
    VnrCode: "vnr_codes",
    VnrComponent: "vnr_components",
}
POINT_OF: dict[type[PublishedRow], str] = {Span: "st_startpoint(s.geom)", Generator: "coalesce(s.geom, n.geom, x.geom)"}
Names = Mapping[type[PublishedRow], str]


def fill_publication(number: int) -> None:
    """Create the publication's tables and fill them from staging; nobody sees them until they are attached."""
    run(statement("publish/node_place_explicit"))
    run(statement("publish/node_place_derived"))
    run("ANALYZE node_place")
    names = {model: create_partition(model, number) for model in FILLINGS}
    for model in FILLINGS:
        fill(model, number, names)
        run(sql.SQL("ANALYZE {}").format(sql.Identifier(names[model])))
    fill_tiles(create_layered_partition(TileFeature, number, LAYERS), number, names)


def fill(model: type[PublishedRow], number: int, names: Names) -> None:
    run(
        statement(
            f"publish/{FILLINGS[model]}",
            table=sql.Identifier(names[model]),
            number=number,
            comuna=sql.SQL(COMUNA_AT).format(point=sql.SQL(POINT_OF.get(model, "s.geom"))),
            phases=sql.SQL(PHASE_COUNT),
            nodes=sql.Identifier(names[Node]),
            spans=sql.Identifier(names[Span]),
            transformers=sql.Identifier(names[Transformer]),
            feeders=sql.Identifier(names[Feeder]),
        )
    )


def attach_publication(number: int) -> None:
    for model in PUBLISHED_MODELS:
        attach_partition(model, number)


def next_number() -> int:
    """One more than the newest; retiring only ever takes old ones, so a number never means two networks."""
    return (Publication.objects.aggregate(newest=Max("number"))["newest"] or 0) + 1


def create_publication(
    number: int, *, mapping: FileMapping, cutoff_on: date, is_demo: bool, files: list, report: dict
) -> Publication:
    """The publication's own row, current at once; the caller's transaction makes the switch visible."""
    extent = publication_extent(number)
    Publication.objects.filter(is_current=True).update(is_current=False)
    return Publication.objects.create(
        number=number,
        cutoff_on=cutoff_on,
        is_current=True,
        is_demo=is_demo,
        mapping=mapping.title,
        source_files=files,
        counts=public_counts(number),
        report=report,
        metric_srid=mapping.region.metric_srid
        or (utm_srid(*extent.centroid.coords) if extent else utm_srid(-72.9, -40.3)),
        extent=extent,
    )


def public_counts(number: int) -> dict[str, int]:
    """Rows per public layer, as the portal states them."""
    publication = Publication(number=number)
    return {layer.id: layer.queryset(publication).count() for layer in network_layers()}


def publication_extent(number: int) -> Polygon | None:
    query = "SELECT st_asewkt(st_envelope(st_expand(st_extent(geom)::geometry, 0.001))) FROM {spans}"
    with connection.cursor() as cursor:
        cursor.execute(sql.SQL(query).format(spans=sql.Identifier(f"{Span._meta.db_table}_p{number}")))
        text = cursor.fetchone()[0]
    return cast(Polygon, GEOSGeometry(text, srid=4326)) if text else None
