"""One item of a layer as text, by one statement: Postgres writes geometry and properties, its plan is kept."""

import json
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache, lru_cache

from psycopg import sql

from layers import prepared
from layers.age import is_stale
from layers.catalogue import MapLayer
from layers.columns import GEOMETRY, column_of, column_sql, public_rows_sql, table_sql
from layers.crs import CRS84, Crs
from layers.vnr import Surcharge, vnr_document

#: Twelve months up to that of the cut-off date, newest first, whether anything is known of them or not; layers.withheld.SOURCE
#: in the place of a source says that it is not told.
DEMANDS = """(
    SELECT json_agg(row_to_json(twelve)) FROM (
        SELECT to_char(past.month, 'YYYY-MM') AS month,
            CASE WHEN w.asset_id IS NULL THEN d.minimum END AS minimum,
            CASE WHEN w.asset_id IS NULL THEN d.maximum END AS maximum,
            CASE WHEN w.asset_id IS NULL THEN d.unit END AS unit,
            CASE WHEN w.asset_id IS NULL THEN d.source ELSE 'withheld' END AS source
        FROM (SELECT (date_trunc('month', p.cutoff_on::timestamp) - make_interval(months => back))::date AS month
              FROM generate_series(0, 11) AS back) AS past
        LEFT JOIN layers_monthlydemand d
          ON d.publication_id = p.number AND d.layer = {layer} AND d.asset_id = t.id AND d.month = past.month
        LEFT JOIN layers_withhelddemand w ON w.layer = {layer} AND w.asset_id = t.id
        ORDER BY past.month DESC) AS twelve)"""
TRANSFORMER_IDS = """(
    SELECT coalesce(json_agg(own.id ORDER BY length(own.id), own.id), '[]')
    FROM layers_transformer own WHERE own.publication_id = p.number AND own.feeder_id = t.id)"""
#: Item properties that no column holds.
DERIVED = {"demands": DEMANDS, "transformer_ids": TRANSFORMER_IDS}
VNR = """
    SELECT json_build_object('code', asked.code, 'description', max(v.description), 'price', max(v.unit_price_clp),
        'surcharges', coalesce(json_agg(json_build_array(c.key, s.label, c.fraction::text, s.stage) ORDER BY s.position)
                               FILTER (WHERE s.key IS NOT NULL), '[]'))::text
    FROM (SELECT %(code)s::text AS code) asked
    LEFT JOIN layers_vnrcode v ON v.publication_id = %(publication)s::int AND v.code = asked.code
    LEFT JOIN layers_vnrcomponent c ON c.publication_id = %(publication)s::int AND c.code = v.code
    LEFT JOIN layers_vnrstep s ON s.key = c.key
    GROUP BY asked.code"""
ITEM = """
    SELECT p.number, p.cutoff_on, p.is_demo, p.created_at::text || '/' || p.revision, ST_AsGeoJSON({geometry}, {decimals}, 0),
           (SELECT left(row_to_json(properties)::text, -1) FROM (SELECT {properties}) AS properties), {vnr_code}
    FROM layers_publication p JOIN {table} t ON {rows} AND {id} = %(id)s
    WHERE {publication}"""
ASKED = sql.SQL("p.number = %(publication)s::int"), sql.SQL("t.publication_id = %(publication)s::int")
# In a subquery the number leads to one partition; a plan made without statistics would look into all of them.
CURRENT = (
    sql.SQL("p.is_current"),
    sql.SQL("t.publication_id = (SELECT c.number FROM layers_publication c WHERE c.is_current)"),
)


#: json.dumps would make an encoder at each call.
as_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


@dataclass(frozen=True)
class Item:
    """An item's parts as JSON text: `geometry`, and `properties` still open at its end for more."""

    publication: int
    data_as_of: date
    stale: bool
    geometry: str
    properties: str

    def feature(self, asset_id: str, **members: object) -> str:
        stamp = f'"publication":{self.publication},"data_as_of":"{self.data_as_of}","stale":{as_json(self.stale)}'
        more = "".join(f",{as_json(name)}:{as_json(value)}" for name, value in members.items())
        return (
            f'{{"type":"Feature","id":{as_json(asset_id)},"geometry":{self.geometry},'
            f'"properties":{self.properties},{stamp}}}{more}}}'
        )


def find_item(layer: MapLayer, asset_id: str, publication: int | None = None, crs: Crs = CRS84) -> Item | None:
    """The item in a publication (None: the current one), or None where either does not exist."""
    statement = item_statement(layer, crs, publication is not None)
    found = prepared.row(statement, {"id": asset_id, "publication": publication})
    if found is None:
        return None
    number, cutoff_on, is_demo, revision, geometry, properties, vnr_code = found
    if has_vnr(layer):
        properties += f',"vnr":{vnr_text(number, revision, vnr_code) if vnr_code else "null"}'
    return Item(number, cutoff_on, is_stale(cutoff_on, is_demo=is_demo), geometry or "null", properties)


def has_vnr(layer: MapLayer) -> bool:
    return any(field.name == "vnr" for field in layer.item_fields)


@cache
def item_statement(layer: MapLayer, crs: Crs, is_numbered: bool) -> str:
    names = [field.name for field in (*layer.fields, *layer.item_fields) if field.name != "vnr"]
    publication, partition = ASKED if is_numbered else CURRENT
    rows = [public_rows_sql(layer), *([partition] if layer.is_published else [])]
    statement = sql.SQL(ITEM).format(
        geometry=crs.drawn_sql(sql.Identifier("t", GEOMETRY)),
        decimals=sql.Literal(crs.decimals),
        properties=sql.SQL(", ").join(property_sql(layer, name) for name in names),
        vnr_code=column_sql(layer, "vnr_code") if has_vnr(layer) else sql.SQL("NULL"),
        table=table_sql(layer),
        rows=sql.SQL(" AND ").join(rows),
        id=column_sql(layer, "id"),
        publication=publication,
    )
    return statement.as_string()


def property_sql(layer: MapLayer, name: str) -> sql.Composable:
    is_derived = column_of(layer, name) is None and name in DERIVED
    value = sql.SQL(DERIVED[name]).format(layer=sql.Literal(str(layer.id))) if is_derived else column_sql(layer, name)
    return sql.SQL("{} AS {}").format(value, sql.Identifier(name))


@lru_cache(maxsize=4096)
def vnr_text(publication: int, revision: str, code: str) -> str:
    """The `vnr` property of a code. Thousands of assets share one, and it holds as long as the publication's revision."""
    ((found,),) = prepared.rows(VNR, {"publication": publication, "code": code})
    raw = json.loads(found, parse_float=Decimal)
    surcharges = [
        Surcharge(key, label, None if fraction is None else Decimal(fraction), stage)
        for key, label, fraction, stage in raw["surcharges"]
    ]
    price = None if raw["price"] is None else Decimal(raw["price"])
    document = vnr_document(code=raw["code"], description=raw["description"], price=price, surcharges=surcharges)
    return as_json(document)
