"""The file as a whole: what it holds, that it is canonical, and that it is always the same."""

import sqlite3

import fiona
import pytest

from data_import.demo import write_demo
from data_import.demo.geopackage import packed
from data_import.records import RECORDS
from tests.data_import.demo.conftest import read_tables

#: Columns that hold something in every row.
FILLED = {
    "subestaciones": "id name comuna_code rated_power_kva primary_kv secondary_kv",
    "alimentadores": (
        "id name comuna_code substation_id kind distributor source_node declared_power_kva nominal_kv source_voltage_pu"
    ),
    "nodos": "id pole_id",
    "postes": "id comuna_code vnr_code plate height_m material",
    "vanos": (
        "id comuna_code vnr_code voltage_class from_node to_node from_pole to_pole length_m conductor_id "
        "conductor_type ampacity_a phase_code feeder_id"
    ),
    "transformadores": (
        "id name comuna_code vnr_code rated_power_kva connection voltage_class primary_v secondary_v plate "
        "pole_plate pole_id transformer_type phase_code from_node to_node feeder_id resistance_pct reactance_pct "
        "no_load_loss_w total_loss_w"
    ),
    "equipos": "id comuna_code vnr_code equipment_type from_node pole_id voltage_class phase_code feeder_id",
    "generadores": "id comuna_code technology installed_kw state voltage_class node phase_code feeder_id",
    "conductores": "id name material section_mm2 r_ohm_per_km x_ohm_per_km source",
    "vnr": "code",
    "vnr_recargos": "code key fraction",
    "demandas": "layer asset_id month minimum maximum unit source",
}


def test_a_demo_of_scale_1_is_large_enough(demo):
    least = {"subestaciones": 2, "alimentadores": 6, "transformadores": 600, "vanos": 8000, "generadores": 50}
    assert {layer for layer, count in least.items() if len(demo[layer]) < count} == set()


def test_every_layer_is_there_with_its_columns_filled(demo):
    filled = {
        layer: " ".join(
            column.name for column in RECORDS[layer].columns if all(row[column.name] is not None for row in rows)
        )
        for layer, rows in demo.items()
    }
    assert filled == FILLED


def test_every_vnr_code_in_use_is_in_the_catalogue_with_surcharges(demo):
    used = {row["vnr_code"] for rows in demo.values() for row in rows if row.get("vnr_code")}
    assert used - {row["code"] for row in demo["vnr"]} == set()
    assert used - {row["code"] for row in demo["vnr_recargos"]} == set()


def test_numbers_are_unique_and_of_six_digits(demo):
    for layer in ("vanos", "transformadores", "equipos", "generadores"):
        numbers = [row["id"] for row in demo[layer]]
        assert len(set(numbers)) == len(numbers)
        assert {len(number) for number in numbers} == {6}
    for column in ("id", "plate"):
        assert len({row[column] for row in demo["postes"]}) == len(demo["postes"])


def test_gdal_reads_every_layer(demo_file, demo):
    layers = {name: fiona.open(demo_file, layer=name) for name in fiona.listlayers(demo_file)}
    assert {name: len(layer) for name, layer in layers.items()} == {name: len(rows) for name, rows in demo.items()}
    assert layers["vanos"].crs.to_epsg() == 4326
    assert layers["vanos"].schema["geometry"] == "LineString"


def test_a_second_run_replaces_what_is_there_by_the_same_bytes(demo_file, tmp_path):
    path = tmp_path / "again.gpkg"
    path.write_bytes(b"not a database")
    write_demo(path)
    assert path.read_bytes() == demo_file.read_bytes()


@pytest.mark.slow
def test_scale_2_begins_with_scale_1_and_has_twice_the_feeders(tmp_path, demo):
    write_demo(tmp_path / "twice.gpkg", 2)
    twice = read_tables(tmp_path / "twice.gpkg")
    grown = (
        "subestaciones",
        "alimentadores",
        "nodos",
        "postes",
        "vanos",
        "transformadores",
        "equipos",
        "generadores",
        "demandas",
    )
    assert {layer: twice[layer][: len(demo[layer])] == demo[layer] for layer in grown} == dict.fromkeys(grown, True)
    assert [len(twice[layer]) for layer in ("subestaciones", "alimentadores")] == [4, 16]
    assert len(twice["transformadores"]) > 1.7 * len(demo["transformadores"])


def test_a_geometry_is_packed_as_sqlite_extensions_read_it():
    header = b"GP\x00\x01\xe6\x10\x00\x00"
    point, line = packed(((-73.0, -40.0),)), packed(((-73.0, -40.0), (-72.5, -40.5)))
    assert (point[:8], len(point), len(line), packed(None)) == (header, 8 + 21, 8 + 41, None)


def test_the_file_says_that_it_is_a_geopackage(demo_file):
    database = sqlite3.connect(demo_file)
    ids = [database.execute(f"PRAGMA {name}").fetchone()[0] for name in ("application_id", "user_version")]
    database.close()
    assert ids == [0x47504B47, 10300]
