"""What follows from a delivery: derived columns, the path upstream and the finished tile features."""

import json

import pytest
from django.forms.models import model_to_dict

from layers.models import (
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
from tests.data_import.deliveries import line, point, row_of, sound_network, span

#: By the place of its start: the comuna of La Unión.
COMUNA = "14201"


@pytest.fixture
def publication(load) -> Publication:
    return Publication.objects.get(pk=load(sound_network()).publication)


def columns(model, *names: str) -> dict[str, tuple]:
    """The named columns of each row of the current publication, by its id."""
    rows = model.objects.filter(publication__is_current=True).order_by("id")
    return {row.id: tuple(getattr(row, name) for name in names) for row in rows}


def test_a_span_has_phases_ampacity_poles_and_what_feeds_it(publication):
    names = (
        "phase_count",
        "conductor_type",
        "ampacity_a",
        "from_pole",
        "to_pole",
        "feeder_id",
        "transformer_id",
        "comuna_code",
    )
    assert columns(Span, *names) == {
        "V1": (3, "CU 3 AWG", 150.5, "P0", "P1", "1", None, COMUNA),
        "V2": (3, "CU 3 AWG", 150.5, "P1", "P2", "1", None, COMUNA),
        "V3": (3, "CU 3 AWG", 150.5, "P2", "P3", "1", None, COMUNA),
        "V4": (1, "CU 3 AWG", 150.5, "P3", "P4", "1", "T1", COMUNA),
    }


@pytest.mark.parametrize(
    ("code", "count"),
    [("RST", 3), ("++R", 1), ("R+T", 2), ("st", 2), ("RSTN", 3), ("N", 0), ("TRS", 3), (None, None)],
)
def test_phases_are_counted_as_a_set(load, code, count):
    network = sound_network()
    row_of(network, "vanos", "V4")["phase_code"] = code
    load(network)
    assert columns(Span, "phase_code", "phase_count")["V4"] == (code, count)


@pytest.mark.parametrize(
    ("of_span", "of_conductor", "ampacity"),
    [
        pytest.param(None, 150.5, 150.5, id="the-conductor's"),
        pytest.param(99.0, 150.5, 99.0, id="its-own-first"),
        pytest.param(0.0, 150.5, 150.5, id="zero-means-unknown"),
        pytest.param(None, 0.0, None, id="a-conductor's-zero-means-unknown"),
        pytest.param(None, None, None, id="nobody-knows"),
    ],
)
def test_ampacity(load, of_span, of_conductor, ampacity):
    network = sound_network()
    network["conductores"][0]["ampacity_a"] = of_conductor
    row_of(network, "vanos", "V2")["ampacity_a"] = of_span
    load(network)
    assert columns(Span, "ampacity_a")["V2"] == (ampacity,)


def test_an_unknown_length_is_the_drawn_one(load):
    network = sound_network()
    row_of(network, "vanos", "V2")["length_m"] = None
    row_of(network, "vanos", "V3")["length_m"] = 0.0
    load(network)
    assert columns(Span, "length_m") == {"V1": (84.9,), "V2": (85.0,), "V3": (85.0,), "V4": (84.9,)}


def test_nodes_know_their_way_to_the_source(publication):
    names = (
        "pole_id",
        "voltage_class",
        "transformer_id",
        "upstream_node",
        "upstream_layer",
        "upstream_id",
        "depth",
        "tree_in",
        "tree_out",
    )
    assert columns(Node, *names) == {
        "N0": ("P0", "AT", None, None, None, None, 0, 0, 6),
        "N1": ("P1", "AT", None, "N0", "vanos", "V1", 1, 1, 6),
        "N2": ("P2", "AT", None, "N1", "vanos", "V2", 2, 2, 6),
        "N2B": ("P2", "AT", None, "N2", "equipos", "E1", 3, 3, 6),
        "N3": ("P3", "AT", None, "N2B", "vanos", "V3", 4, 4, 6),
        "L3": ("P3", "BT", "T1", "N3", "transformadores", "T1", 5, 5, 6),
        "L4": ("P4", "BT", "T1", "L3", "vanos", "V4", 6, 6, 6),
    }
    assert {node: round(distance, 1) for node, (distance,) in columns(Node, "distance_m").items()} == {
        "N0": 0.0,
        "N1": 84.9,
        "N2": 169.8,
        "N2B": 169.8,
        "N3": 254.7,
        "L3": 254.7,
        "L4": 339.6,
    }


def test_an_island_has_no_way(load):
    network = sound_network()
    network["nodos"] += [{"id": name, "pole_id": "P4", "geometry": point(4)} for name in ("I8", "I9")]
    network["vanos"].append(span("V9", "I8", "I9", 3, feeder_id=None))
    load(network)
    names = ("voltage_class", "feeder_id", "upstream_node", "upstream_id", "depth", "distance_m", "tree_in", "tree_out")
    assert columns(Node, *names)["I9"] == (None,) * 8
    assert columns(Span, "feeder_id")["V9"] == (None,)


def test_without_a_list_of_nodes_they_follow_from_what_they_join(load, publication):
    listed = columns(Node, "pole_id", "upstream_id", "depth", "geom")
    network = sound_network()
    del network["nodos"]
    poles = {"V1": ("P0", "P1"), "V2": ("P1", "P2"), "V3": ("P2", "P3"), "V4": ("P3", "P4")}
    for name, (start, end) in poles.items():
        row_of(network, "vanos", name).update(from_pole=start, to_pole=end)
    load(network)
    assert columns(Node, "pole_id", "upstream_id", "depth", "geom") == listed


def test_a_pole_lists_its_nodes_and_feeders(publication):
    assert columns(Pole, "plate", "nodes", "feeder_ids", "comuna_code") == {
        "P0": ("8374", ["N0"], ["1"], COMUNA),
        "P1": ("8375", ["N1"], ["1"], COMUNA),
        "P2": ("8376", ["N2", "N2B"], ["1"], COMUNA),
        "P3": ("8377", ["L3", "N3"], ["1"], COMUNA),
        "P4": ("8378", ["L4"], ["1"], COMUNA),
    }


def test_a_transformer_has_its_pole_feeder_substation_and_the_generation_under_it(publication):
    names = (
        "pole_id",
        "pole_plate",
        "feeder_id",
        "substation_id",
        "phase_count",
        "generation_kw",
        "generator_count",
        "comuna_code",
    )
    assert columns(Transformer, *names) == {"T1": ("P3", "8377", "1", "1", 1, 3.3, 1, COMUNA)}


@pytest.mark.parametrize(
    ("state", "total"),
    [
        pytest.param(None, (5.3, 2), id="unsaid-counts-as-operating"),
        pytest.param("operacion", (5.3, 2), id="operating"),
        pytest.param("en_proceso", (3.3, 1), id="not-yet-connected"),
    ],
)
def test_low_voltage_generation_is_summed_where_it_runs(load, state, total):
    network = sound_network()
    network["generadores"].append(network["generadores"][1] | {"id": "G3", "installed_kw": 2.0, "state": state})
    load(network)
    assert columns(Transformer, "generation_kw", "generator_count")["T1"] == total


def test_only_medium_voltage_generators_count_as_public(publication):
    """All are kept; a low voltage one may be a household's."""
    assert columns(Generator, "voltage_class", "feeder_id", "transformer_id") == {
        "G1": ("AT", "1", None),
        "G2": ("BT", "1", "T1"),
    }
    assert publication.counts["generadores"] == 1
    assert columns(Generator, "geom")["G2"] == columns(Transformer, "geom")["T1"]


def test_a_generator_without_a_place_lies_at_its_node(load):
    network = sound_network()
    network["generadores"][0].update(geometry=None, node="N1")
    load(network)
    assert columns(Generator, "geom")["G1"] == columns(Node, "geom")["N1"]


def test_equipment_takes_pole_and_feeder_from_its_node(load):
    network = sound_network()
    row_of(network, "equipos", "E1").update(feeder_id=None, pole_id=None)
    load(network)
    assert columns(Equipment, "pole_id", "feeder_id", "phase_count", "comuna_code") == {"E1": ("P2", "1", 3, COMUNA)}


def test_a_feeder_gathers_its_lines_power_and_comunas(publication):
    names = ("substation_id", "installed_power_kva", "declared_power_kva", "nominal_kv", "comuna_codes")
    assert columns(Feeder, *names) == {"1": ("1", 10.0, None, 13.2, [COMUNA])}
    (geom,) = columns(Feeder, "geom")["1"]
    # The low voltage span is no part of it.
    assert geom.wkt == "MULTILINESTRING ((-73.06 -40.3, -73.059 -40.3, -73.058 -40.3, -73.057 -40.3))"


def test_a_substation_lists_its_feeders_and_comunas(publication):
    assert columns(Substation, "feeder_ids", "comuna_codes", "comuna_code") == {"1": (["1"], [COMUNA], COMUNA)}


def test_declared_values_go_before_derived_ones(load):
    network = sound_network()
    row_of(network, "postes", "P0")["comuna_code"] = "14204"
    row_of(network, "transformadores", "T1").update(pole_plate="PL-9", feeder_id="1", comuna_code="14204")
    row_of(network, "vanos", "V1").update(from_pole="P4", conductor_type="OTRO")
    load(network)
    assert columns(Pole, "comuna_code")["P0"] == ("14204",)
    assert columns(Transformer, "pole_plate", "comuna_code")["T1"] == ("PL-9", "14204")
    assert columns(Span, "from_pole", "conductor_type")["V1"] == ("P4", "OTRO")
    assert columns(Feeder, "comuna_codes")["1"] == (["14204"],)


def test_tables_are_kept_as_delivered(publication):
    shared = {"publication": 1}
    assert [model_to_dict(row) for row in ConductorType.objects.all()] == [
        shared
        | {
            "id": "C1",
            "name": "CU 3 AWG",
            "material": None,
            "section_mm2": None,
            "r_ohm_per_km": 0.7,
            "x_ohm_per_km": 0.4,
            "ampacity_a": 150.5,
            "source": None,
        }
    ]
    assert list(VnrCode.objects.values_list("code", "description", "unit_price_clp")) == [
        ("SA1", "Subestación aérea 10 kVA", 100)
    ]
    assert [(row.code, row.key, str(row.fraction)) for row in VnrComponent.objects.all()] == [
        ("SA1", "bodega", "0.060000")
    ]
    assert [
        (row.layer, row.asset_id, f"{row.month:%Y-%m-%d}", row.minimum, row.maximum, row.unit, row.source)
        for row in MonthlyDemand.objects.all()
    ] == [("transformadores", "T1", "2020-03-01", 6.9, 29.0, "kWh", "measured")]


def test_the_extent_is_a_little_more_than_the_spans(publication):
    assert [round(value, 6) for value in publication.extent.extent] == [-73.061, -40.301, -73.055, -40.299]


# Tiles


def tile_rows() -> list[tuple]:
    rows = TileFeature.objects.filter(publication__is_current=True).order_by("layer", "id", "min_zoom")
    return [
        (row.layer, row.id, row.kind, row.feeder_id, row.phase_count, row.min_zoom, row.max_zoom, row.rank)
        for row in rows
    ]


def test_what_is_drawn_at_which_zoom(publication):
    assert tile_rows() == [
        ("alimentadores", "1", "alimentador", "1", None, 0, 9, 0),
        ("alimentadores", "1", "at_trifasico", "1", 3, 10, 12, 1),
        ("equipos", "E1", "fusible_cerrado", "1", 3, 13, 24, 1),
        ("generadores", "G1", "generador", "1", None, 11, 24, 0),
        *(("postes", f"P{east}", "poste", "1", None, 15, 24, 5) for east in range(5)),
        ("subestaciones", "1", "subestacion", None, None, 0, 24, 0),
        ("transformadores", "T1", "trafo_hasta_15", "1", 1, 13, 24, 0),
        *(("vanos", name, "at_trifasico", "1", 3, 13, 24, 1) for name in ("V1", "V2", "V3")),
        ("vanos", "V4", "bt", "1", 1, 15, 24, 9),
    ]


def texts() -> dict[str, str]:
    rows = TileFeature.objects.filter(publication__is_current=True)
    return {f"{row.layer}/{row.id}" + ("" if row.min_zoom else " from afar"): row.feature for row in rows}


def test_the_finished_text_of_each_feature(publication):
    found = texts()
    assert found["vanos/V1"] == (
        '{"type":"Feature","id":"V1","geometry":{"type":"LineString","coordinates":[[-73.06,-40.3],[-73.059,-40.3]]},'
        '"properties":{"kind":"at_trifasico","feeder_id":"1","phase_count":3,"label":"CU 3 AWG · 84,9 m"}}'
    )
    assert found["transformadores/T1"] == (
        '{"type":"Feature","id":"T1","geometry":{"type":"Point","coordinates":[-73.057,-40.3]},'
        '"properties":{"kind":"trafo_hasta_15","feeder_id":"1","phase_count":1,"label":"10 kVA"}}'
    )
    assert found["equipos/E1"] == (
        '{"type":"Feature","id":"E1","geometry":{"type":"Point","coordinates":[-73.058,-40.3]},'
        '"properties":{"kind":"fusible_cerrado","feeder_id":"1","phase_count":3,"label":null}}'
    )
    assert found["generadores/G1"] == (
        '{"type":"Feature","id":"G1","geometry":{"type":"Point","coordinates":[-73.057,-40.3]},'
        '"properties":{"kind":"generador","feeder_id":"1","phase_count":null,"label":"300 kW"}}'
    )
    assert found["postes/P1"] == (
        '{"type":"Feature","id":"P1","geometry":{"type":"Point","coordinates":[-73.059,-40.3]},'
        '"properties":{"kind":"poste","feeder_id":"1","phase_count":null,"label":"8375"}}'
    )
    assert found["subestaciones/1 from afar"] == (
        '{"type":"Feature","id":"1","geometry":{"type":"Point","coordinates":[-73.06,-40.3]},'
        '"properties":{"kind":"subestacion","feeder_id":null,"phase_count":null,"label":"La Unión"}}'
    )
    assert found["alimentadores/1"] == (
        '{"type":"Feature","id":"1","geometry":{"type":"LineString","coordinates":[[-73.06,-40.3],[-73.057,-40.3]]},'
        '"properties":{"kind":"at_trifasico","feeder_id":"1","phase_count":3,"label":"LA UNION"}}'
    )


def test_a_feeder_from_afar_is_one_line(publication):
    assert texts()["alimentadores/1 from afar"] == (
        '{"type":"Feature","id":"1","geometry":{"type":"MultiLineString","coordinates":[[[-73.06,-40.3],[-73.057,-40.3]]]},'
        '"properties":{"kind":"alimentador","feeder_id":"1","phase_count":null,"label":"LA UNION"}}'
    )


def test_a_feeder_too_short_to_be_seen_from_afar_is_left_out_there(load):
    network = sound_network()
    row_of(network, "vanos", "V3").update(geometry=line(2, 2.5), length_m=None)
    load(network)
    rows = [row[2:] for row in tile_rows() if row[0] == "alimentadores"]
    assert rows == [("at_trifasico", "1", 3, 10, 12, 1)]


@pytest.mark.parametrize("name", ['O\'Higgins "7"', "a\\b\nc\td", "⚡ <script>", "x/y z"])
def test_the_text_is_json_whatever_the_identifier(load, name):
    network = sound_network()
    row_of(network, "vanos", "V2")["id"] = name
    load(network)
    assert json.loads(texts()[f"vanos/{name}"])["id"] == name


@pytest.mark.parametrize(
    ("columns_of_it", "kind", "label"),
    [
        ({"equipment_type": "fusible", "state": "abierto", "name": "F-1"}, "fusible_abierto", "F-1"),
        ({"equipment_type": "reconectador", "state": None}, "reconectador", None),
        ({"equipment_type": "condensador", "to_node": None, "state": "cerrado"}, "condensador", None),
    ],
)
def test_kinds_of_equipment(load, columns_of_it, kind, label):
    network = sound_network()
    network["equipos"].append(row_of(network, "equipos", "E1") | {"id": "E2"} | columns_of_it)
    load(network)
    assert json.loads(texts()["equipos/E2"])["properties"] == {
        "kind": kind,
        "feeder_id": "1",
        "phase_count": 3,
        "label": label,
    }


@pytest.mark.parametrize(
    ("kva", "kind", "label"),
    [
        (15.0, "trafo_hasta_15", "15 kVA"),
        (37.5, "trafo_hasta_75", "37,5 kVA"),
        (300.0, "trafo_mayor", "300 kVA"),
        (None, "trafo_hasta_15", "S/I kVA"),
    ],
)
def test_kinds_of_transformers(load, kva, kind, label):
    network = sound_network()
    row_of(network, "transformadores", "T1")["rated_power_kva"] = kva
    load(network)
    properties = json.loads(texts()["transformadores/T1"])["properties"]
    assert (properties["kind"], properties["label"]) == (kind, label)
