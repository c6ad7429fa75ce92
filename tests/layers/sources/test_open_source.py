import os
import subprocess
import sys

import pytest

from layers.sources import SourceError, open_source
from tests.factories.sources import (
    POLE_ROWS,
    poles,
    read,
    refusal,
    write_csv,
    write_filegdb,
    write_geopackage,
    write_shapefile,
)

KNOWN = "shapefile (.shp), GeoPackage (.gpkg), geodatabase (.gdb), GeoJSON, KML, KMZ, CSV o un .zip con ellos"


def test_a_folder_is_all_it_holds(tmp_path):
    write_shapefile(tmp_path / "postes.shp", poles())
    write_csv(tmp_path / "unidades.csv", [["id"], ["1"]])
    write_filegdb(tmp_path / "red.gdb", poles(), layer="arranques")
    (tmp_path / "LEAME.txt").write_text("hola")

    with open_source(tmp_path) as source:
        assert list(source.layers) == ["arranques", "postes", "unidades"]
        assert source.notes == ["LEAME.txt no se leyó: no es un formato de la red."]
        names = [file["name"] for file in source.files]
        assert (names[0], names[-2:]) == ("red.gdb/a00000001.gdbtable", ["postes.shx", "unidades.csv"])
    assert read(tmp_path, "postes") == POLE_ROWS


def test_digests_are_those_of_the_files(tmp_path):
    path = write_csv(tmp_path / "t.csv", [["id"], ["1"]])

    with open_source(path) as source:
        assert source.files == [
            {
                "name": "t.csv",
                "sha256": "aaf52dc16349094c5563f8959ff0a9814354e804ff5c4e09457ae70040bc037c",
                "bytes": 7,
            }
        ]


def test_layers_of_one_name_in_two_files_are_refused_if_wanted(tmp_path):
    for year in ("2019", "2020"):
        (tmp_path / year).mkdir()
        write_csv(tmp_path / year / "t.csv", [["id"], [year]])
    write_csv(tmp_path / "otra.csv", [["id"], ["1"]])

    assert str(refusal(tmp_path)) == "Hay dos capas t, en 2019/t.csv y en 2020/t.csv: deje una sola o cambie un nombre."
    with open_source(tmp_path, layers=["otra"]) as source:
        assert (list(source.layers), source.available) == (["otra"], ["otra", "t"])


def test_a_damaged_file_that_is_not_wanted_does_no_harm(tmp_path):
    write_csv(tmp_path / "t.csv", [["id"], ["1"]])
    write_shapefile(tmp_path / "postes.shp", poles()).with_suffix(".dbf").unlink()

    assert read(tmp_path, "t", layers=["t"]) == [("1", None)]


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("red.dxf", b"0\nSECTION", f"red.dxf no tiene un formato conocido: entregue {KNOWN}."),
        ("red", b"x", f"red no tiene un formato conocido: entregue {KNOWN}."),
        ("red.gpkg", b"", "El archivo red.gpkg está vacío (0 bytes): pida una copia nueva."),
        ("red.gpkg", b"PK\x03\x04",
         "El archivo red.gpkg no es un GeoPackage: por su contenido es un archivo comprimido ZIP."),
        ("red.zip", b"Rar!\x1a", "El archivo red.zip no es un ZIP: por su contenido es un archivo RAR."),
        ("red.geojson", b"<html>", "El archivo red.geojson no es un GeoJSON: por su contenido es una página web."),
        ("red.csv", b"\xd0\xcf\x11\xe0",
         "El archivo red.csv no es un CSV: por su contenido es un documento de Office antiguo (.xls, .doc)."),
    ],
)  # fmt: skip
def test_what_is_not_what_it_says_is_refused(tmp_path, name, content, message):
    (tmp_path / name).write_bytes(content)

    assert str(refusal(tmp_path / name)) == message


def test_a_path_to_nothing_is_refused(tmp_path):
    assert str(refusal(tmp_path / "red.gpkg")) == "No existe red.gpkg: revise la ruta."


def test_an_empty_folder_is_refused(tmp_path):
    assert str(refusal(tmp_path)) == f"{tmp_path.name} no contiene archivos que se puedan leer: entregue {KNOWN}."


@pytest.fixture
def as_nobody():
    """Root may read anything, so what is not allowed is tried as nobody."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    yield
    os.seteuid(0)


@pytest.fixture
def forbidden(tmp_path):
    path = write_csv(tmp_path / "t.csv", [["id"], ["1"]])
    path.chmod(0)
    return path


def test_without_permission_it_is_said_so(forbidden, as_nobody):
    assert str(refusal(forbidden)) == "No hay permiso para leer t.csv: cambie los permisos del archivo o de su carpeta."


def test_a_file_that_goes_away_while_it_is_open_is_missed(tmp_path):
    path = write_csv(tmp_path / "t.csv", [["id"], ["1"]])

    with open_source(path) as source:
        path.unlink()
        with pytest.raises(SourceError, match=r"^El archivo t\.csv ya no está: fue movido o borrado\.$"):
            list(source.layers["t"].rows())


def test_two_layers_may_be_read_in_turn(tmp_path):
    path = write_geopackage(tmp_path / "red.gpkg", poles())
    write_geopackage(path, poles(), layer="otros")

    with open_source(path) as source:
        pairs = zip(*(layer.rows() for layer in source.layers.values()), strict=True)
        assert [(first[0], second[0]) for first, second in pairs] == [(1, 1), (2, 2)]


def test_sources_know_no_models():
    program = "import sys, layers.sources; print([name for name in sys.modules if name.split('.')[0] == 'django'])"
    assert subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout == "[]\n"
