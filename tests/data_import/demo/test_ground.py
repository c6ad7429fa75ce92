"""Where the lines run: on land, out of lakes, at sensible distances, and not over each other."""

import json
import math

import numpy as np
import pytest
import shapely
from pyproj import Transformer
from shapely.geometry import shape

from layers.territory import BASE

TO_METRES = Transformer.from_crs(4326, 32718, always_xy=True)


#: Comunas were simplified apart: between two lie slivers of up to some 300 m.
BORDER_DEGREES = 0.003


def base(name: str) -> list[dict]:
    return json.loads((BASE / name).read_text(encoding="utf-8"))["features"]


def metres(shapes) -> np.ndarray:
    return shapely.transform(shapes, lambda points: np.column_stack(TO_METRES.transform(*points.T)))


@pytest.fixture(scope="module")
def spans(demo) -> np.ndarray:
    """Drawn spans in degrees, in the order of the table."""
    return np.array([row["geom"] for row in demo["vanos"]])


def test_no_span_touches_a_lake(spans):
    lakes = [
        shape(feature["geometry"]) for feature in base("gshhg_riobueno.geojson") if feature["properties"]["level"] == 2
    ]
    assert len(shapely.STRtree(spans).query(lakes, predicate="intersects")[1]) == 0


def test_every_span_is_on_land(spans):
    land = [
        shape(feature["geometry"])
        for feature in base("gshhg_riobueno.geojson")
        if feature["properties"]["kind"] == "land"
    ]
    inside = shapely.STRtree(spans).query(land, predicate="contains")[1]
    assert len(set(inside.tolist())) == len(spans)


def test_lengths_are_those_drawn(demo, spans):
    drawn = shapely.length(metres(spans))
    assert max(abs(row["length_m"] - length) for row, length in zip(demo["vanos"], drawn, strict=True)) < 0.07


def test_spans_are_as_long_as_between_rural_poles(demo):
    medium = [row["length_m"] for row in demo["vanos"] if row["voltage_class"] == "AT"]
    low = [row["length_m"] for row in demo["vanos"] if row["voltage_class"] == "BT"]
    assert (min(medium) > 35, max(medium) <= 120, min(low) > 25, max(low) <= 120) == (True, True, True, True)


def test_low_voltage_stays_within_400_metres_of_its_transformer(demo):
    point_of = {row["id"]: TO_METRES.transform(row["geom"].x, row["geom"].y) for row in demo["nodos"]}
    home = {row["to_node"]: row["to_node"] for row in demo["transformadores"]}
    for row in demo["vanos"]:
        if row["voltage_class"] == "BT":
            home[row["to_node"]] = home[row["from_node"]]
    assert max(math.dist(point_of[node], point_of[root]) for node, root in home.items()) < 400


def test_medium_voltage_lines_of_two_feeders_keep_apart(demo, spans):
    """Feeders leave a substation side by side; 500 m from it, less than 1 % of a feeder's spans have another's within 40 m."""
    medium = [index for index, row in enumerate(demo["vanos"]) if row["voltage_class"] == "AT"]
    lines, feeders = metres(spans[medium]), np.array([demo["vanos"][index]["feeder_id"] for index in medium])
    homes = shapely.union_all(metres(np.array([row["geom"] for row in demo["subestaciones"]])))
    left, right = shapely.STRtree(lines).query(lines, predicate="dwithin", distance=40)
    beside = set(left[feeders[left] != feeders[right]].tolist()) - set(
        np.flatnonzero(shapely.distance(lines, homes) < 500).tolist()
    )
    shares = {
        feeder: sum(feeders[i] == feeder for i in beside) / (feeders == feeder).sum() for feeder in sorted(set(feeders))
    }
    assert {feeder: share for feeder, share in shares.items() if share >= 0.01} == {}


def test_lines_cross_only_where_a_house_line_passes_under_another(spans, demo):
    left, right = shapely.STRtree(spans).query(spans, predicate="crosses")
    crossing = [
        (demo["vanos"][i]["voltage_class"], demo["vanos"][j]["voltage_class"]) for i, j in zip(left, right, strict=True)
    ]
    assert crossing.count(("AT", "AT")) == 0
    assert len(crossing) / 2 < 0.002 * len(spans)


def test_every_asset_knows_its_comuna(demo):
    comunas = {feature["properties"]["CUT_COM"]: shape(feature["geometry"]) for feature in base("comunas.geojson")}
    for layer in ("subestaciones", "postes", "transformadores", "equipos", "generadores"):
        for code in {row["comuna_code"] for row in demo[layer]}:
            points = [row["geom"] for row in demo[layer] if row["comuna_code"] == code]
            assert shapely.distance(comunas[code], points).max() < BORDER_DEGREES


def test_both_substations_serve_rio_bueno(demo):
    substation_of = {row["id"]: row["substation_id"] for row in demo["alimentadores"]}
    serving = {substation_of[row["feeder_id"]] for row in demo["transformadores"] if row["comuna_code"] == "14204"}
    assert serving == {"1", "2"}
