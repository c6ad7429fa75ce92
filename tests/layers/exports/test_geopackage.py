"""The GeoPackage as a GIS opens it."""

import sqlite3
from pathlib import Path

import fiona
import pytest


@pytest.fixture
def path(made, tmp_path) -> Path:
    path = tmp_path / "red.gpkg"
    path.write_bytes(made(".gpkg"))
    return path


def test_every_layer_and_table_is_in_it(path):
    assert sorted(fiona.listlayers(path)) == [
        *("alimentadores", "conductores", "demandas", "equipos", "generadores", "nodos", "postes", "publicacion"),
        *("subestaciones", "transformadores", "vanos", "vnr", "vnr_recargos"),
    ]


def test_a_layer_with_its_system_extent_and_types(path):
    with fiona.open(path, layer="generadores") as layer:
        assert (layer.crs.to_epsg(), layer.schema["geometry"], layer.bounds) == (
            4326,
            "Point",
            (-72.957, -40.3, -72.957, -40.3),
        )
        assert dict(layer.schema["properties"]) == {
            **dict.fromkeys(("id", "source_id", "name", "comuna_code", "technology"), "str"),
            "installed_kw": "float",
            "state": "str",
            "connected_on": "date",
            **dict.fromkeys(("node", "feeder_id", "vnr_code", "voltage_class", "phase_code", "transformer_id"), "str"),
        }
        (generator,) = layer
    assert generator.geometry.coordinates == (-72.957, -40.3)
    assert {name: value for name, value in generator.properties.items() if value is not None} == {
        "id": "G1",
        "comuna_code": "14204",
        "technology": "hidraulica",
        "installed_kw": 300.0,
        "state": "operacion",
        "connected_on": "2018-05-02",
        "node": "N3",
        "feeder_id": "1",
        "voltage_class": "AT",
    }


def test_it_says_whose_and_of_when_it_is(path):
    database = sqlite3.connect(path)

    assert database.execute("SELECT publication, data_as_of, publisher, licence FROM publicacion").fetchall() == [
        (1, "2020-11-30", "Cooprel", "CC BY 4.0 (https://creativecommons.org/licenses/by/4.0/deed.es)")
    ]
    assert database.execute("SELECT description FROM gpkg_contents WHERE table_name = 'postes'").fetchone() == (
        "Apoyos de la red; uno puede llevar varios nodos eléctricos. "
        "Cooprel, publicación 1. Información al 30-11-2020. Licencia CC BY 4.0.",
    )


def test_sqlite_finds_nothing_wrong_with_it(path):
    database = sqlite3.connect(path)

    assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert database.execute("PRAGMA foreign_key_check").fetchall() == []


def test_no_scratch_file_is_left(made, files_root):
    made(".gpkg")

    assert list(files_root.iterdir()) == []


@pytest.mark.parametrize("layer", ["vanos", "comunas"])
def test_one_layer_alone(made, tmp_path, layer):
    path = tmp_path / "una.gpkg"
    path.write_bytes(made(".gpkg", layer=layer))

    assert fiona.listlayers(path) == [layer]
