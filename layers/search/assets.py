"""Things of the network, and comunas: by identifier, plate and name. Every condition has an index (see the models)."""

from collections.abc import Iterator
from functools import cache

from psycopg import sql

from layers import prepared
from layers.catalogue import MapLayer, delivered_layers, find_layer
from layers.columns import column_of, column_sql, table_sql
from layers.enums import Layer
from layers.labels import asset_page, label_of
from layers.models import Publication
from layers.search.result import Rank, Ranked, Result
from layers.search.text import SHORTEST_WORD, fold, like_escaped

MOST = 20
#: Their names, where they have any, say nothing to anybody, and there are a million of them.
NAMELESS = (Layer.SPANS, Layer.POLES)
#: So many share a name that the first of them are as good as any: sorting them would take longer than finding them.
SAME_NAMES = (Layer.TRANSFORMERS,)
#: Few enough, and known by name well enough, to look for names that are written otherwise.
KNOWN_BY_NAME = (Layer.SUBSTATIONS, Layer.FEEDERS, Layer.COMUNAS)
CODES = ("plate", "pole_plate", "source_id")
DETAIL = {
    "name": "",
    "province": "Provincia de ",
    "plate": "Placa ",
    "pole_plate": "Placa poste ",
    "feeder_id": "Alimentador ",
}
SIMILAR_ENOUGH = 0.45
#: The greatest character, so that a range holds what begins with a text; LIKE with a bound pattern would lose the index.
LAST = "\U0010ffff"

CODE = sql.SQL('lower({}) COLLATE "C"')
NAME = sql.SQL("layers_folded({})")
BEGINS = sql.SQL("{code} >= %(code)s AND {code} < %(code_end)s")
EXACTLY = sql.SQL("CASE WHEN {code} = %(code)s THEN {exact} ELSE {begins} END")
#: Without a word long enough the table is not even opened.
HAS_WORDS = sql.SQL("%(word)s::text <> '' AND {name} LIKE %(word)s AND {name} LIKE ALL(%(words)s)")
NAMED = sql.SQL(
    "CASE WHEN {name} = %(folded)s THEN {exact} WHEN {name} LIKE %(name_begins)s THEN {begins} ELSE {words} END"
)
#: The pole's plate, where the transformer does not know it.
ON_POLE = sql.SQL(
    "t.pole_plate IS NULL AND t.pole_id = ANY(ARRAY(SELECT pole.id FROM layers_pole pole "
    'WHERE pole.publication_id = %(publication)s::int AND lower(pole.plate) COLLATE "C" = %(code)s))'
)
#: Details are taken of the few that are kept, and a place on the geometry of those that are shown.
ONE_LAYER = sql.SQL("""
    (SELECT t.rank, {position} AS position, {layer} AS layer, {id} AS id, {name}::text AS name,
            concat_ws(' · ', {detail}) AS detail, t.geom
     FROM (SELECT t.*, {rank} AS rank FROM {table} t WHERE {rows} AND {condition} {order} LIMIT {most}) t)""")
WHOLE = sql.SQL("""
    SELECT rank, layer, id, name, detail, ST_X(point), ST_Y(point)
    FROM (SELECT *, row_number() OVER (PARTITION BY layer ORDER BY rank, geom IS NULL, length(id), id) AS turn
          FROM (SELECT DISTINCT ON (layer, id) * FROM ({}) AS found ORDER BY layer, id, rank) AS once) AS best,
         LATERAL (SELECT ST_PointOnSurface(geom) AS point OFFSET 0) AS place
    WHERE turn <= {}
    ORDER BY rank, position, geom IS NULL, length(id), id""")


def named_assets(query: str, publication: Publication) -> Iterator[Ranked]:
    return found(clear_statement(), query, publication)


def similar_assets(query: str, publication: Publication) -> Iterator[Ranked]:
    return found(similar_statement(), query, publication)


def found(statement: str, query: str, publication: Publication) -> Iterator[Ranked]:
    for rank, layer, asset_id, name, detail, lon, lat in prepared.rows(statement, asked(query, publication)):
        label = label_with_name(layer, asset_id, name)
        known = detail or f"Identificador {asset_id}"
        yield Rank(rank), Result(layer, asset_id, label, known, asset_page(layer, asset_id), lon, lat)


def asked(query: str, publication: Publication) -> dict[str, object]:
    code, folded = query.lower(), fold(query)
    words = sorted(folded.split(), key=len)
    # No name holds a question too short to look for within names.
    longest = f"%{like_escaped(words[-1])}%" if words and len(words[-1]) >= SHORTEST_WORD else ""
    return {
        "publication": publication.number,
        "code": code,
        "code_end": code + LAST,
        "folded": folded,
        "name_begins": f"{like_escaped(folded)}%",
        "word": longest,
        "words": [f"%{like_escaped(word)}%" for word in words],
    }


def label_with_name(layer_id: str, asset_id: str, name: str | None) -> str:
    """What has a name is looked for by it: `Subestación Pilmaiquén`."""
    layer = find_layer(layer_id)
    if name and layer and layer_id in KNOWN_BY_NAME:
        return f"{layer.singular} {name}"
    return label_of(layer_id, asset_id, name)


@cache
def clear_statement() -> str:
    return whole(part for position, layer in enumerate(delivered_layers()) for part in clear_parts(layer, position))


@cache
def similar_statement() -> str:
    parts = (
        one_layer(
            layer,
            position,
            sql.Literal(int(Rank.SIMILAR)),
            sql.SQL("word_similarity(%(folded)s, {}) > {}").format(name_sql(layer), sql.Literal(SIMILAR_ENOUGH)),
            sql.SQL("ORDER BY word_similarity(%(folded)s, {}) DESC").format(name_sql(layer)),
        )
        for position, layer in enumerate(delivered_layers())
        if layer.id in KNOWN_BY_NAME
    )
    return whole(parts)


def whole(parts: Iterator[sql.Composable]) -> str:
    return WHOLE.format(sql.SQL(" UNION ALL ").join(parts), sql.Literal(MOST)).as_string()


def clear_parts(layer: MapLayer, position: int) -> Iterator[sql.Composable]:
    yield code_part(layer, position, "id", Rank.EXACT)
    for name in CODES:
        if column_of(layer, name) is not None and any(field.name == name for field in layer.fields):
            yield code_part(layer, position, name, Rank.PLATE)
    if layer.id == Layer.TRANSFORMERS:
        yield one_layer(layer, position, sql.Literal(int(Rank.PLATE)), ON_POLE, sql.SQL(""))
    if layer.id not in NAMELESS:
        yield name_part(layer, position)


def code_part(layer: MapLayer, position: int, column: str, exact: Rank) -> sql.Composable:
    code = CODE.format(column_sql(layer, column))
    rank = EXACTLY.format(code=code, exact=sql.Literal(int(exact)), begins=sql.Literal(int(Rank.BEGINS)))
    known = sql.SQL("{} IS NOT NULL AND ").format(column_sql(layer, column))
    return one_layer(layer, position, rank, known + BEGINS.format(code=code), sql.SQL("ORDER BY ") + code)


def name_part(layer: MapLayer, position: int) -> sql.Composable:
    name = name_sql(layer)
    ranks = {"exact": Rank.NAME, "begins": Rank.NAME_BEGINS, "words": Rank.WORDS}
    rank = NAMED.format(name=name, **{key: sql.Literal(int(value)) for key, value in ranks.items()})
    order = sql.SQL("" if layer.id in SAME_NAMES else "ORDER BY rank, t.geom IS NULL")
    return one_layer(layer, position, rank, HAS_WORDS.format(name=name), order)


def name_sql(layer: MapLayer) -> sql.Composable:
    return NAME.format(column_sql(layer, "name"))


def one_layer(
    layer: MapLayer, position: int, rank: sql.Composable, condition: sql.Composable, order: sql.Composable
) -> sql.Composable:
    known = [(name, before) for name, before in DETAIL.items() if column_of(layer, name) is not None]
    detail = (
        sql.SQL("{} || {}").format(sql.Literal(before), column_sql(layer, name))
        for name, before in known
        if name != "name" or layer.id not in KNOWN_BY_NAME
    )
    return ONE_LAYER.format(
        position=sql.Literal(position),
        layer=sql.Literal(str(layer.id)),
        id=column_sql(layer, "id"),
        name=column_sql(layer, "name"),
        detail=sql.SQL(", ").join([*detail, sql.SQL("NULL")]),
        rank=rank,
        table=table_sql(layer),
        rows=public_rows(layer),
        condition=condition,
        order=order,
        most=sql.Literal(MOST),
    )


def public_rows(layer: MapLayer) -> sql.Composable:
    kept: list[sql.Composable] = [
        sql.SQL("{} = {}").format(column_sql(layer, name), sql.Literal(str(value)))
        for name, value in layer.public_filter
    ]
    if layer.is_published:
        kept.insert(0, sql.SQL("t.publication_id = %(publication)s::int"))
    return sql.SQL(" AND ").join(kept) if kept else sql.SQL("TRUE")
