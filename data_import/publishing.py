"""From checked staging tables to a publication: each row with what follows from the trace, then attached and made current.

Statements run in order: later ones read what earlier ones wrote. {number} is the publication, {table} its partition.
"""

from datetime import date

from django.contrib.gis.geos import GEOSGeometry, Polygon
from django.db import connection
from django.db.models import Max
from psycopg import sql

from data_import.crs import utm_srid
from data_import.mapping import Mapping
from data_import.staging import run
from data_import.tile_features import fill_tiles
from layers.catalogue import layers
from layers.enums import Layer
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
    Span,
    Substation,
    TileFeature,
    Transformer,
    VnrCode,
    VnrComponent,
)
from layers.partitions import attach_partition, create_layered_partition, create_partition

COMUNA_AT = "coalesce({row}.comuna_code, (SELECT c.code FROM layers_comuna c WHERE st_covers(c.geom, {point}) LIMIT 1))"
PHASE_COUNT = (
    "CASE WHEN {code} IS NOT NULL THEN ({code} ILIKE '%R%')::int + ({code} ILIKE '%S%')::int + ({code} ILIKE '%T%')::int END"
)
NODE_PLACE = (
    "CREATE TEMP TABLE node_place ON COMMIT DROP AS SELECT id, pole_id, geom FROM staged_nodos",
    "INSERT INTO node_place SELECT DISTINCT ON (id) id, pole_id, geom FROM ("
    "SELECT from_node id, from_pole pole_id, st_startpoint(geom) geom, 1 place FROM staged_vanos "
    "UNION ALL SELECT to_node, to_pole, st_endpoint(geom), 1 FROM staged_vanos "
    "UNION ALL SELECT from_node, pole_id, geom, 2 FROM staged_equipos UNION ALL SELECT to_node, pole_id, geom, 2 FROM staged_equipos "
    "UNION ALL SELECT from_node, pole_id, geom, 2 FROM staged_transformadores "
    "UNION ALL SELECT to_node, pole_id, geom, 2 FROM staged_transformadores) places "
    "WHERE id IS NOT NULL AND NOT EXISTS (SELECT FROM staged_nodos n WHERE n.id = places.id) ORDER BY id, place, pole_id",
    "ANALYZE node_place",
)
NODES = (
    "INSERT INTO {table} (publication_id, id, pole_id, voltage_class, feeder_id, transformer_id, upstream_node, upstream_layer, "
    "upstream_id, depth, distance_m, tree_in, tree_out, geom) SELECT {number}, t.id, p.pole_id, "
    "CASE WHEN t.transformer_id IS NOT NULL THEN 'BT' WHEN t.feeder_id IS NOT NULL THEN 'AT' END, t.feeder_id, t.transformer_id, "
    "t.upstream_node, t.upstream_layer, t.upstream_id, nullif(t.depth, -1), nullif(t.distance_m, 'NaN'), nullif(t.tree_in, -1), "
    "nullif(t.tree_out, -1), p.geom FROM node_trace t LEFT JOIN node_place p ON p.id = t.id"
)
POLES = (
    "INSERT INTO {table} (publication_id, id, source_id, name, comuna_code, vnr_code, plate, height_m, material, nodes, feeder_ids, geom) "
    "SELECT {number}, s.id, s.source_id, s.name, {comuna}, s.vnr_code, s.plate, s.height_m, s.material, "
    "coalesce(n.nodes, '{{}}'), coalesce(n.feeder_ids, '{{}}'), s.geom FROM staged_postes s LEFT JOIN ("
    "SELECT pole_id, array_agg(id ORDER BY id) nodes, array_agg(DISTINCT feeder_id) FILTER (WHERE feeder_id IS NOT NULL) feeder_ids "
    "FROM {nodes} WHERE pole_id IS NOT NULL GROUP BY pole_id) n ON n.pole_id = s.id"
)
CONDUCTORS = (
    "INSERT INTO {table} (publication_id, id, name, material, section_mm2, r_ohm_per_km, x_ohm_per_km, ampacity_a, source) "
    "SELECT {number}, id, name, material, section_mm2, r_ohm_per_km, x_ohm_per_km, ampacity_a, source FROM staged_conductores"
)
SPANS = (
    "INSERT INTO {table} (publication_id, id, source_id, name, comuna_code, vnr_code, voltage_class, from_node, to_node, from_pole, "
    "to_pole, length_m, conductor_id, conductor_type, ampacity_a, phase_code, phase_count, feeder_id, transformer_id, geom) "
    "SELECT {number}, s.id, s.source_id, s.name, {comuna}, s.vnr_code, s.voltage_class, s.from_node, s.to_node, "
    "coalesce(s.from_pole, a.pole_id), coalesce(s.to_pole, b.pole_id), "
    "coalesce(s.length_m, round(st_length(s.geom::geography)::numeric, 1)), s.conductor_id, coalesce(s.conductor_type, c.name), "
    "coalesce(s.ampacity_a, c.ampacity_a), s.phase_code, {phases}, coalesce(s.feeder_id, t.traced_feeder), t.transformer_id, s.geom "
    "FROM staged_vanos s LEFT JOIN staged_conductores c ON c.id = s.conductor_id LEFT JOIN node_place a ON a.id = s.from_node "
    "LEFT JOIN node_place b ON b.id = s.to_node LEFT JOIN traced_edge t ON t.layer = 'vanos' AND t.id = s.id"
)
TRANSFORMERS = (
    "INSERT INTO {table} (publication_id, id, source_id, name, comuna_code, vnr_code, rated_power_kva, connection, voltage_class, "
    "primary_v, secondary_v, plate, pole_plate, pole_id, transformer_type, phase_code, phase_count, from_node, to_node, feeder_id, "
    "substation_id, resistance_pct, reactance_pct, no_load_loss_w, total_loss_w, generation_kw, generator_count, geom) "
    "SELECT {number}, s.id, s.source_id, s.name, {comuna}, s.vnr_code, s.rated_power_kva, s.connection, s.voltage_class, s.primary_v, "
    "s.secondary_v, s.plate, coalesce(s.pole_plate, p.plate), coalesce(s.pole_id, n.pole_id), s.transformer_type, s.phase_code, {phases}, "
    "s.from_node, s.to_node, coalesce(s.feeder_id, t.feeder_id), f.substation_id, s.resistance_pct, s.reactance_pct, s.no_load_loss_w, "
    "s.total_loss_w, g.kw, coalesce(g.count, 0), s.geom FROM staged_transformadores s LEFT JOIN node_place n ON n.id = s.from_node "
    "LEFT JOIN node_trace t ON t.id = s.from_node LEFT JOIN staged_postes p ON p.id = coalesce(s.pole_id, n.pole_id) "
    "LEFT JOIN staged_alimentadores f ON f.id = coalesce(s.feeder_id, t.feeder_id) LEFT JOIN ("
    "SELECT transformer_id, sum(installed_kw) kw, count(*) FROM staged_generadores WHERE voltage_class = 'BT' "
    "AND coalesce(state, 'operacion') = 'operacion' GROUP BY transformer_id) g ON g.transformer_id = s.id"
)
EQUIPMENT = (
    "INSERT INTO {table} (publication_id, id, source_id, name, comuna_code, vnr_code, equipment_type, state, from_node, to_node, pole_id, "
    "voltage_class, phase_code, phase_count, rated_current_a, rated_power_kvar, setpoint_pu, feeder_id, geom) "
    "SELECT {number}, s.id, s.source_id, s.name, {comuna}, s.vnr_code, s.equipment_type, s.state, s.from_node, s.to_node, "
    "coalesce(s.pole_id, a.pole_id, b.pole_id), s.voltage_class, s.phase_code, {phases}, s.rated_current_a, s.rated_power_kvar, "
    "s.setpoint_pu, coalesce(s.feeder_id, t.feeder_id, u.feeder_id), s.geom FROM staged_equipos s "
    "LEFT JOIN node_place a ON a.id = s.from_node LEFT JOIN node_place b ON b.id = s.to_node "
    "LEFT JOIN node_trace t ON t.id = s.from_node LEFT JOIN node_trace u ON u.id = s.to_node"
)
GENERATORS = (
    "INSERT INTO {table} (publication_id, id, source_id, name, comuna_code, vnr_code, technology, installed_kw, state, connected_on, "
    "voltage_class, node, transformer_id, phase_code, feeder_id, geom) SELECT {number}, s.id, s.source_id, s.name, {comuna}, s.vnr_code, "
    "s.technology, s.installed_kw, s.state, s.connected_on, s.voltage_class, s.node, s.transformer_id, s.phase_code, "
    "coalesce(s.feeder_id, t.feeder_id, x.feeder_id), coalesce(s.geom, n.geom, x.geom) FROM staged_generadores s "
    "LEFT JOIN node_place n ON n.id = s.node LEFT JOIN node_trace t ON t.id = s.node "
    "LEFT JOIN {transformers} x ON x.id = s.transformer_id"
)
FEEDERS = (
    "INSERT INTO {table} (publication_id, id, source_id, name, comuna_code, vnr_code, substation_id, kind, distributor, source_node, "
    "declared_power_kva, installed_power_kva, nominal_kv, source_voltage_pu, comuna_codes, geom) "
    "SELECT {number}, s.id, s.source_id, s.name, s.comuna_code, s.vnr_code, s.substation_id, s.kind, s.distributor, s.source_node, "
    "s.declared_power_kva, x.kva, s.nominal_kv, s.source_voltage_pu, coalesce(x.comunas, '{{}}'), v.geom FROM staged_alimentadores s "
    "LEFT JOIN (SELECT feeder_id, sum(rated_power_kva) kva, array_agg(DISTINCT comuna_code) FILTER (WHERE comuna_code IS NOT NULL) comunas "
    "FROM {transformers} GROUP BY feeder_id) x ON x.feeder_id = s.id LEFT JOIN ("
    "SELECT feeder_id, st_multi(st_linemerge(st_collect(geom))) geom FROM {spans} WHERE voltage_class IS DISTINCT FROM 'BT' "
    "GROUP BY feeder_id) v ON v.feeder_id = s.id"
)
SUBSTATIONS = (
    "INSERT INTO {table} (publication_id, id, source_id, name, comuna_code, vnr_code, rated_power_kva, primary_kv, secondary_kv, "
    "feeder_ids, comuna_codes, geom) SELECT {number}, s.id, s.source_id, s.name, {comuna}, s.vnr_code, s.rated_power_kva, s.primary_kv, "
    "s.secondary_kv, coalesce(f.ids, '{{}}'), coalesce(f.comunas, '{{}}'), s.geom FROM staged_subestaciones s LEFT JOIN ("
    "SELECT substation_id, array_agg(DISTINCT f.id) ids, array_agg(DISTINCT c) FILTER (WHERE c IS NOT NULL) comunas FROM {feeders} f "
    "LEFT JOIN LATERAL unnest(f.comuna_codes) c ON true GROUP BY substation_id) f ON f.substation_id = s.id"
)
DEMANDS = (
    "INSERT INTO {table} (publication_id, layer, asset_id, month, minimum, maximum, daytime_minimum, unit, source, energy_kwh) "
    "SELECT {number}, layer, asset_id, month, minimum, maximum, daytime_minimum, unit, source, energy_kwh FROM staged_demandas"
)
VNR_CODES = (
    "INSERT INTO {table} (publication_id, code, description, unit_price_clp) SELECT {number}, code, description, unit_price_clp FROM staged_vnr"
)
VNR_COMPONENTS = (
    "INSERT INTO {table} (publication_id, code, key, fraction) SELECT {number}, code, key, fraction FROM staged_vnr_recargos"
)
#: In the order in which one needs the other.
FILLINGS = (
    (Node, NODES),
    (Pole, POLES),
    (ConductorType, CONDUCTORS),
    (Span, SPANS),
    (Transformer, TRANSFORMERS),
    (Equipment, EQUIPMENT),
    (Generator, GENERATORS),
    (Feeder, FEEDERS),
    (Substation, SUBSTATIONS),
    (MonthlyDemand, DEMANDS),
    (VnrCode, VNR_CODES),
    (VnrComponent, VNR_COMPONENTS),
)
POINT_OF = {Span: "st_startpoint(s.geom)", Generator: "coalesce(s.geom, n.geom, x.geom)"}


def fill_publication(number: int) -> None:
    """Create the publication's tables and fill them from staging; nobody sees them until they are attached."""
    for statement in NODE_PLACE:
        run(statement)
    names = {model: create_partition(model, number) for model, _ in FILLINGS}
    for model, statement in FILLINGS:
        fill(model, statement, number, names)
        run(sql.SQL("ANALYZE {}").format(sql.Identifier(names[model])))
    tiles = create_layered_partition(TileFeature, number, [layer for layer in Layer.values if layer != Layer.COMUNAS])
    fill_tiles(tiles, number, names)


def fill(model: type, statement: str, number: int, names: dict[type, str]) -> None:
    point = POINT_OF.get(model, "s.geom")
    run(
        sql.SQL(statement).format(
            table=sql.Identifier(names[model]),
            number=sql.Literal(number),
            comuna=sql.SQL(COMUNA_AT.format(row="s", point=point)),
            phases=sql.SQL(PHASE_COUNT.format(code="s.phase_code")),
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


def create_publication(number: int, *, mapping: Mapping, cutoff_on: date, is_demo: bool, files: list, report: dict) -> Publication:
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
        metric_srid=mapping.region.metric_srid or (utm_srid(*extent.centroid.coords) if extent else utm_srid(-72.9, -40.3)),
        extent=extent,
    )


def public_counts(number: int) -> dict[str, int]:
    """Rows per public layer, as the portal states them."""
    publication = Publication(number=number)
    return {layer.id: layer.queryset(publication).count() for layer in layers() if layer.is_published}


def publication_extent(number: int) -> Polygon | None:
    query = "SELECT st_asewkt(st_envelope(st_expand(st_extent(geom)::geometry, 0.001))) FROM {spans}"
    with connection.cursor() as cursor:
        cursor.execute(sql.SQL(query).format(spans=sql.Identifier(f"{Span._meta.db_table}_p{number}")))
        text = cursor.fetchone()[0]
    return GEOSGeometry(text, srid=4326) if text else None
