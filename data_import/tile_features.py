"""The rows that tiles and clicks read: geometry in web mercator and the finished GeoJSON text of each feature.

Each query yields id, kind, feeder_id, phase_count, label, min_zoom, max_zoom, rank and geom (4326). Kinds are those of layers.styles.
"""

from psycopg import sql

from data_import.staging import run
from layers.enums import SHUNT_EQUIPMENT, Layer
from layers.geometry import WEB_SRID
from layers.models import Equipment, Feeder, Generator, Pole, Span, Substation, Transformer

#: Pixels at zoom 12 and 9, in web mercator metres: below them a line's bends cannot be seen.
DETAIL_12_M, DETAIL_9_M = 38, 305
LINE_KIND = "CASE phase_count WHEN 3 THEN 'at_trifasico' WHEN 2 THEN 'at_bifasico' WHEN 1 THEN 'at_monofasico' ELSE 'at_sin_dato' END"
SPAN_LABEL = "concat_ws(' · ', conductor_type, round(length_m::numeric, 1)::float8 || ' m')"
SPANS = (
    f"SELECT id, CASE WHEN voltage_class = 'BT' THEN 'bt' ELSE {LINE_KIND} END kind, feeder_id, phase_count, {SPAN_LABEL} label, "
    "CASE WHEN voltage_class = 'BT' THEN 15 ELSE 13 END min_zoom, 24 max_zoom, "
    "CASE WHEN voltage_class = 'BT' THEN 9 ELSE 4 - coalesce(phase_count, 0) END rank, geom FROM {spans}"
)
#: Medium voltage lines merged by feeder and phase count, in pieces of a zoom 12 tile.
FEEDER_LINES = (
    f"SELECT coalesce(l.feeder_id, '-') id, {LINE_KIND} kind, l.feeder_id, phase_count, f.name label, 10 min_zoom, 12 max_zoom, "
    "4 - coalesce(phase_count, 0) rank, st_transform(l.geom, 4326) geom FROM ("
    "SELECT feeder_id, phase_count, st_simplify(st_linemerge(st_collect(geom)), {detail_12}, true) geom FROM ("
    "SELECT feeder_id, phase_count, st_transform(geom, 3857) geom FROM {spans} WHERE voltage_class IS DISTINCT FROM 'BT') s "
    "GROUP BY feeder_id, phase_count, floor(st_xmin(geom) / 9784), floor(st_ymin(geom) / 9784)) l "
    "LEFT JOIN {feeders} f ON f.id = l.feeder_id "
    "UNION ALL SELECT coalesce(l.feeder_id, '-'), 'alimentador', l.feeder_id, NULL, f.name, 0, 9, 0, st_transform(l.geom, 4326) FROM ("
    "SELECT feeder_id, st_collect(st_simplify(line, {detail_9})) geom FROM (SELECT feeder_id, (st_dump(st_linemerge(st_collect("
    "st_transform(geom, 3857))))).geom line FROM {spans} WHERE voltage_class IS DISTINCT FROM 'BT' GROUP BY feeder_id) m "
    "WHERE st_length(line) > {detail_9} GROUP BY feeder_id) l LEFT JOIN {feeders} f ON f.id = l.feeder_id"
)
TRANSFORMERS = (
    "SELECT id, CASE WHEN rated_power_kva > 75 THEN 'trafo_mayor' WHEN rated_power_kva > 15 THEN 'trafo_hasta_75' "
    "ELSE 'trafo_hasta_15' END kind, feeder_id, phase_count, coalesce(rated_power_kva || ' kVA', 'S/I kVA') label, 13 min_zoom, "
    "24 max_zoom, 0 rank, geom FROM {transformers}"
)
EQUIPMENT = (
    "SELECT id, equipment_type || CASE WHEN equipment_type = ANY({shunts}) THEN '' ELSE coalesce('_' || state, '') END kind, feeder_id, "
    "phase_count, name label, 13 min_zoom, 24 max_zoom, 1 rank, geom FROM {equipment}"
)
GENERATORS = (
    "SELECT id, 'generador' kind, feeder_id, NULL::int phase_count, installed_kw || ' kW' label, 11 min_zoom, 24 max_zoom, 0 rank, geom "
    "FROM {generators} WHERE voltage_class = 'AT' AND geom IS NOT NULL"
)
POLES = (
    "SELECT id, 'poste' kind, feeder_ids[1] feeder_id, NULL::int phase_count, plate label, 15 min_zoom, 24 max_zoom, 5 rank, geom FROM {poles}"
)
SUBSTATIONS = (
    "SELECT id, 'subestacion' kind, NULL feeder_id, NULL::int phase_count, name label, 0 min_zoom, 24 max_zoom, 0 rank, geom FROM {substations}"
)
QUERIES = {
    Layer.SUBSTATIONS: SUBSTATIONS,
    Layer.FEEDERS: FEEDER_LINES,
    Layer.SPANS: SPANS,
    Layer.TRANSFORMERS: TRANSFORMERS,
    Layer.EQUIPMENT: EQUIPMENT,
    Layer.GENERATORS: GENERATORS,
    Layer.POLES: POLES,
}
#: Rows lie in the order of their place, so that a tile reads few pages.
INSERT = (
    "INSERT INTO {table} (publication_id, layer, serial, id, kind, feeder_id, phase_count, min_zoom, max_zoom, rank, geom, feature) "
    "SELECT {number}, {layer}, row_number() OVER (ORDER BY web), r.id, r.kind, r.feeder_id, r.phase_count, r.min_zoom, r.max_zoom, r.rank, "
    "web, '{{\"type\":\"Feature\",\"id\":' || to_json(r.id) || ',\"geometry\":' || st_asgeojson(r.geom, 6) || "
    "',\"properties\":' || row_to_json(p) || '}}' FROM ({query}) r CROSS JOIN LATERAL st_transform(r.geom, {web_srid}) web "
    "CROSS JOIN LATERAL (SELECT r.kind, r.feeder_id, r.phase_count, r.label) p WHERE r.geom IS NOT NULL"
)


def fill_tiles(table: str, number: int, names: dict[type, str]) -> None:
    """Write the tile features of every layer of a publication into its (layered) partition."""
    tables = {
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
    for layer, query in QUERIES.items():
        run(
            sql.SQL(INSERT).format(
                table=sql.Identifier(f"{table}_{layer}"),
                number=sql.Literal(number),
                layer=sql.Literal(str(layer)),
                web_srid=sql.Literal(WEB_SRID),
                query=sql.SQL(query).format(**words),
            )
        )
    run(sql.SQL("ANALYZE {}").format(sql.Identifier(table)))
