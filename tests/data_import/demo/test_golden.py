"""The records that the old portal printed, number by number."""

import csv
import math
from pathlib import Path

from pyproj import Transformer

from data_import.demo import golden

TO_METRES = Transformer.from_crs(4326, 32718, always_xy=True).transform
NAMES = {
    "328250": "TRANSF.MON.10 KVA.7620 V.",
    "328258": "TRANSF.TRIF.10 KVA.13200 V.",
    "328281": "TRANSF.MON.10 KVA.7620 V.",
    "328291": "TRANSF.MON.10 KVA.7620 V.",
    "328316": "TRANSF.MON. 3 KVA.7620 V.",
    "328332": "TRANSF.MON. 3 KVA.7620 V.",
    "328363": "TRANSF.MON.10 KVA.7620 V.",
    "328382": "TRANSF.MON. 3 KVA.7620 V.",
    "328405": "TRANSF.BIF.15 KVA.13200 V.",
    "328421": "TRANSF.MON.10 KVA.7620 V.",
    "328474": "TRANSF.MON.10 KVA.7620 V.",
    "328478": "TRANSF.MON.10 KVA.7620 V.",
}


def picked(row: dict, *keys: str) -> dict:
    return {key: row[key] for key in keys}


def feeder_named(demo, name: str) -> dict:
    return next(row for row in demo["alimentadores"] if row["name"] == name)


def test_the_two_substations_have_their_numbers_and_names(demo):
    assert [(row["id"], row["name"]) for row in demo["subestaciones"]] == [("1", "La Unión"), ("2", "Pilmaiquén")]


def test_la_union_is_feeder_1_of_6060_kva_without_any_demand(demo):
    feeder = picked(feeder_named(demo, "LA UNION"), "id", "kind", "source_node", "declared_power_kva", "substation_id")
    assert feeder == {
        "id": "1",
        "kind": "Alimentador",
        "source_node": "900001",
        "declared_power_kva": 6060,
        "substation_id": "1",
    }
    assert [row for row in demo["demandas"] if (row["layer"], row["asset_id"]) == ("alimentadores", "1")] == []


def test_la_union_has_its_154_transformers_of_6060_kva_in_all(demo):
    path = Path(golden.__file__).parent / "golden" / "feeder_la_union_transformers.csv"
    with path.open(encoding="utf-8", newline="") as file:
        printed = {row["transformer_id"] for row in csv.DictReader(file)}
    ours = [row for row in demo["transformadores"] if row["feeder_id"] == "1"]
    assert len(printed) == 154
    assert printed - {row["id"] for row in ours} == set()
    assert sum(row["rated_power_kva"] for row in ours) == 6060


def test_pilmaiquen_has_its_twelve_transformers_by_name(demo):
    feeder = feeder_named(demo, "PILMAIQUEN")["id"]
    assert {
        row["id"]: row["name"] for row in demo["transformadores"] if row["id"] in NAMES and row["feeder_id"] == feeder
    } == NAMES


def test_ratings_of_golden_transformers_follow_from_their_names(by_id):
    keys = ("rated_power_kva", "transformer_type", "primary_v", "voltage_class")
    found = {
        number: tuple(by_id["transformadores"][number][key] for key in keys)
        for number in ("328258", "328316", "328405")
    }
    assert found == {
        "328258": (10, "TRIFASICO", 13200, "AT"),
        "328316": (3, "MONOFASICO", 7620, "AT"),
        "328405": (15, "BIFASICO", 13200, "AT"),
    }


def test_transformer_328250(demo, by_id):
    row = by_id["transformadores"]["328250"]
    keys = ("rated_power_kva", "voltage_class", "pole_plate", "transformer_type", "phase_code", "vnr_code", "primary_v")
    assert picked(row, *keys) == {
        "rated_power_kva": 10,
        "voltage_class": "AT",
        "pole_plate": "8377",
        "transformer_type": "MONOFASICO",
        "phase_code": "++R",
        "vnr_code": "SA1AS2920010",
        "primary_v": 7620,
    }
    assert by_id["postes"][row["pole_id"]]["plate"] == "8377"
    demands = [row for row in demo["demandas"] if row["asset_id"] == "328250"]
    assert [picked(row, "month", "minimum", "maximum", "unit", "source") for row in demands] == [
        {"month": "2020-01", "minimum": 7.0003, "maximum": 25.99, "unit": "kWh", "source": "measured"},
        {"month": "2020-02", "minimum": 7.5, "maximum": 30, "unit": "kWh", "source": "measured"},
        {"month": "2020-03", "minimum": 6.9, "maximum": 29, "unit": "kWh", "source": "measured"},
    ]


def test_span_338406_is_96_metres_of_copper_of_unknown_ampacity(by_id):
    row = by_id["vanos"]["338406"]
    keys = (
        "voltage_class",
        "from_node",
        "to_node",
        "length_m",
        "conductor_type",
        "vnr_code",
        "ampacity_a",
        "phase_code",
    )
    assert picked(row, *keys) == {
        "voltage_class": "AT",
        "from_node": "7706",
        "to_node": "7705",
        "length_m": 96,
        "conductor_type": "ALAMBRE CU DESNUDO 3 AWG 30",
        "vnr_code": "CDAACU3A025000",
        "ampacity_a": 0,
        "phase_code": "RST",
    }
    assert round(math.dist(*(TO_METRES(*end) for end in row["geom"].coords)), 2) == 96
    assert by_id["conductores"][row["conductor_id"]]["ampacity_a"] is None


def test_vnr_code_12_has_its_six_surcharges_and_no_price(demo):
    assert {row["key"]: row["fraction"] for row in demo["vnr_recargos"] if row["code"] == "12"} == {
        "flete_bodega": 0.0133,
        "bodega": 0.06,
        "flete_obra": 0.0278,
        "ingenieria": 0.0278,
        "intereses_intercalarios": 0.0291,
        "gastos_generales": 0.0588,
    }
    assert {row["code"] for row in demo["vnr"] if row["unit_price_clp"] is None} == {
        "12",
        "CDAACU3A025000",
        "SA1AS2920010",
    }


def test_transformers_of_the_golden_customers_exist(demo):
    feeders = {"1", feeder_named(demo, "PILMAIQUEN")["id"]}
    names = {row["name"] for row in demo["transformadores"] if row["feeder_id"] in feeders}
    wanted = {"TRANSF.TRIF.15 KVA.13200 V.", "TRANSF.MON.15 KVA.7620 V."}
    assert wanted & names == wanted


def test_every_name_says_what_the_transformer_is(demo):
    """A name carries type, kVA and volts: all three must agree with the columns."""
    types = {"MON": "MONOFASICO", "BIF": "BIFASICO", "TRIF": "TRIFASICO"}
    for row in demo["transformadores"]:
        kind, kva, volts = golden.NAME.fullmatch(row["name"]).groups()
        assert (types[kind], float(kva), float(volts)) == (
            row["transformer_type"],
            row["rated_power_kva"],
            row["primary_v"],
        )
