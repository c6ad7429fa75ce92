"""One box for everything: identifiers, plates, names, VNR codes, comunas, towns and coordinates."""

import json
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache

from django.db.models.functions import Length
from psycopg import sql

from layers import prepared
from layers.catalogue import MapLayer, layers
from layers.columns import column_of, column_sql, public_rows_sql, table_sql
from layers.enums import Layer
from layers.labels import asset_page, label_of, map_address, vnr_page
from layers.models import Publication, VnrCode
from layers.territory import BASE

MOST_RESULTS, MOST_CODES = 20, 5
LONGEST_QUERY = 200
#: Their names, where they have any, say nothing to anybody, and there are a million of them.
NAMELESS = (Layer.SPANS, Layer.POLES)
#: Few enough, and known by name well enough, to look for names that are written otherwise.
KNOWN_BY_NAME = (Layer.SUBSTATIONS, Layer.FEEDERS, Layer.COMUNAS)
CODES = ("plate", "source_id")
DETAIL = {
    "name": "",
    "province": "Provincia de ",
    "plate": "Placa ",
    "pole_plate": "Placa poste ",
    "feeder_id": "Alimentador ",
}
SIMILAR_ENOUGH = 0.45
COORDINATES = re.compile(r"(-?\d{1,3}[.,]\d+)\s*°?\s*[,;\s]\s*(-?\d{1,3}[.,]\d+)\s*°?")
FOLDED_NAME = sql.SQL("unaccent(lower({}))")
ONE_LAYER = """
    (SELECT {rank} AS rank, {layer} AS layer, {id} AS id, {name}::text AS name, concat_ws(' · ', {detail}) AS detail,
            ST_X(ST_PointOnSurface(t.geom)) AS lon, ST_Y(ST_PointOnSurface(t.geom)) AS lat
     FROM {table} t, layers_publication p
     WHERE p.number = %(publication)s::int AND {rows} AND {condition}
     ORDER BY length({id}), {id} LIMIT {most})"""
ON_POLE = (
    "(t.pole_plate = %(query)s OR t.pole_id IN "
    "(SELECT pole.id FROM layers_pole pole WHERE pole.publication_id = p.number AND pole.plate = %(query)s))"
)


@dataclass(frozen=True)
class Result:
    """`layer` is None where the place is not an asset; longitude and latitude where it has a place."""

    layer: str | None
    id: str | None
    label: str
    detail: str
    url: str
    lon: float | None
    lat: float | None


def search(query: str, publication: Publication) -> list[Result]:
    """Best first. The text may hold anything."""
    query = " ".join(query.replace("\0", " ").split())[:LONGEST_QUERY]
    if not query:
        return []
    codes = vnr_codes(query, publication)
    exact = [code for code in codes if fold(code.id or "") == fold(query)]
    found = [*coordinates(query), *exact, *assets(query, publication, CLEAR), *towns(query), *codes]
    if not found:
        found = [*assets(query, publication, SIMILAR), *similar_towns(query)]
    return list({(result.layer, result.id, result.label): result for result in found}.values())[:MOST_RESULTS]


def fold(text: str) -> str:
    """Lower case without accents: `Río Bueno` → `rio bueno`."""
    letters = unicodedata.normalize("NFD", text.lower())
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def assets(query: str, publication: Publication, kind: str) -> Iterator[Result]:
    folded = like_escaped(fold(query))
    asked = {
        "publication": publication.number,
        "query": query,
        "prefix": f"{like_escaped(query)}%",
        "folded": fold(query),
        "folded_prefix": f"{folded}%",
        "folded_part": f"%{folded}%",
    }
    for layer, asset_id, name, detail, lon, lat in prepared.rows(statement(kind), asked):
        label = label_of(layer, asset_id, name)
        yield Result(layer, asset_id, label, detail, asset_page(layer, asset_id), lon, lat)


def like_escaped(text: str) -> str:
    return re.sub(r"([\\%_])", r"\\\1", text)


CLEAR, SIMILAR = "clear", "similar"


@cache
def statement(kind: str) -> str:
    conditions = clear_conditions if kind == CLEAR else similar_conditions
    parts = [
        one_layer(layer, position, rank, condition)
        for position, layer in enumerate(layers())
        for rank, condition in conditions(layer)
    ]
    whole = sql.SQL(
        "SELECT layer, id, name, detail, lon, lat FROM ({}) AS found ORDER BY rank, length(id), id LIMIT {}"
    )
    return whole.format(sql.SQL(" UNION ALL ").join(parts), sql.Literal(4 * MOST_RESULTS)).as_string()


def clear_conditions(layer: MapLayer) -> Iterator[tuple[int, sql.Composable]]:
    """Rank and condition, the least first: the very identifier, a plate, the beginning of either, a name."""
    yield 0, sql.SQL("{} = %(query)s").format(column_sql(layer, "id"))
    for name in CODES:
        if column_of(layer, name) is not None and any(field.name == name for field in layer.fields):
            yield 1, sql.SQL("{} = %(query)s").format(column_sql(layer, name))
    if layer.id == Layer.TRANSFORMERS:
        yield 1, sql.SQL(ON_POLE)
    if layer.id not in NAMELESS:
        folded = FOLDED_NAME.format(column_sql(layer, "name"))
        yield 3, sql.SQL("{} = %(folded)s").format(folded)
        yield 4, sql.SQL("{} LIKE %(folded_prefix)s").format(folded)
    yield 5, sql.SQL("{} LIKE %(prefix)s").format(column_sql(layer, "id"))
    if layer.id not in NAMELESS:
        yield 6, sql.SQL("{} LIKE %(folded_part)s").format(folded)


def similar_conditions(layer: MapLayer) -> Iterator[tuple[int, sql.Composable]]:
    if layer.id in KNOWN_BY_NAME:
        folded = FOLDED_NAME.format(column_sql(layer, "name"))
        yield 7, sql.SQL("word_similarity(%(folded)s, {}) > {}").format(folded, sql.Literal(SIMILAR_ENOUGH))


def one_layer(layer: MapLayer, position: int, rank: int, condition: sql.Composable) -> sql.Composable:
    known = [(name, before) for name, before in DETAIL.items() if column_of(layer, name) is not None]
    detail = (sql.SQL("{} || {}").format(sql.Literal(before), column_sql(layer, name)) for name, before in known)
    return sql.SQL(ONE_LAYER).format(
        rank=sql.Literal(10 * rank + position),
        layer=sql.Literal(str(layer.id)),
        id=column_sql(layer, "id"),
        name=column_sql(layer, "name"),
        detail=sql.SQL(", ").join(detail),
        table=table_sql(layer),
        rows=public_rows_sql(layer),
        condition=condition,
        most=sql.Literal(MOST_RESULTS),
    )


def vnr_codes(query: str, publication: Publication) -> list[Result]:
    """Codes that begin with the text, the shortest first."""
    rows = VnrCode.objects.filter(publication=publication, code__istartswith=query).order_by(Length("code"), "code")
    return [
        Result(None, row.code, f"Código VNR {row.code}", row.description or "", vnr_page(row.code), None, None)
        for row in rows[:MOST_CODES]
    ]


def coordinates(query: str) -> Iterator[Result]:
    """Two decimals are latitude and longitude; in Chile's own range also the other way round."""
    pair = COORDINATES.fullmatch(query)
    if pair is None:
        return
    lat, lon = (float(part.replace(",", ".")) for part in pair.groups())
    if abs(lat) > 90 or (-110 <= lat <= -66 and -60 <= lon <= -17):
        lat, lon = lon, lat
    if abs(lat) <= 90 and abs(lon) <= 180:
        yield Result(None, None, f"Punto {lat:.5f}, {lon:.5f}", "Latitud y longitud", map_address(lon, lat), lon, lat)


@cache
def town_list() -> dict[str, Result]:
    """Towns by folded name."""
    features = json.loads((BASE / "geonames_towns.geojson").read_text(encoding="utf-8"))["features"]
    return {fold(feature["properties"]["name"]): town(feature) for feature in features}


def town(feature: dict) -> Result:
    lon, lat = feature["geometry"]["coordinates"]
    return Result(None, None, feature["properties"]["name"], "Localidad", map_address(lon, lat, 13), lon, lat)


def towns(query: str) -> Iterable[Result]:
    folded = fold(query)
    return [found for name, found in town_list().items() if name.startswith(folded)]


def similar_towns(query: str) -> Iterable[Result]:
    return [town_list()[name] for name in get_close_matches(fold(query), town_list(), n=3, cutoff=0.8)]
