"""Files that cannot be read: one sentence, exit code 2, and people still see what they saw."""

import shutil
import zipfile
from pathlib import Path

import pytest

from tests.data_import.deliveries import sound_network, write_delivery
from tests.data_import.formats import as_csv, as_geodatabase, as_geopackage, as_kml, as_shapefiles
from tests.factories.sources import cut, damage, zip_folder

KNOWN = "shapefile (.shp), GeoPackage (.gpkg), geodatabase (.gdb), GeoJSON, KML, KMZ, CSV o un .zip con ellos"


@pytest.fixture(scope="module")
def originals(tmp_path_factory) -> Path:
    """The sound network once in each format, to be copied before it is damaged."""
    folder = tmp_path_factory.mktemp("originales")
    as_geopackage(folder / "red.gpkg", sound_network())
    as_geodatabase(folder / "red.gdb", sound_network())
    as_shapefiles(folder / "shapes", sound_network())
    return folder


@pytest.fixture
def geopackage(originals, tmp_path) -> Path:
    return Path(shutil.copy(originals / "red.gpkg", tmp_path / "red.gpkg"))


@pytest.fixture
def geodatabase(originals, tmp_path) -> Path:
    return Path(shutil.copytree(originals / "red.gdb", tmp_path / "red.gdb"))


@pytest.fixture
def shapes(originals, tmp_path) -> Path:
    return Path(shutil.copytree(originals / "shapes", tmp_path / "red"))


# Not what it should be


def test_a_file_that_is_not_there(unreadable, tmp_path):
    assert unreadable(tmp_path / "red.gpkg") == "No existe red.gpkg: revise la ruta."


def test_a_format_nobody_knows(unreadable, tmp_path):
    (tmp_path / "red.dwg").write_bytes(b"AC1032" + bytes(100))
    assert unreadable(tmp_path / "red.dwg") == f"red.dwg no tiene un formato conocido: entregue {KNOWN}."


def test_a_pdf_called_geopackage(unreadable, tmp_path):
    (tmp_path / "red.gpkg").write_bytes(b"%PDF-1.7" + bytes(100))
    assert unreadable(tmp_path / "red.gpkg") == "El archivo red.gpkg no es un GeoPackage: por su contenido es un PDF."


def test_an_empty_file(unreadable, tmp_path):
    (tmp_path / "red.gpkg").write_bytes(b"")
    assert unreadable(tmp_path / "red.gpkg") == "El archivo red.gpkg está vacío (0 bytes): pida una copia nueva."


def test_an_empty_folder(unreadable, tmp_path):
    (tmp_path / "red").mkdir()
    assert unreadable(tmp_path / "red") == f"red no contiene archivos que se puedan leer: entregue {KNOWN}."


def test_a_folder_of_other_things(unreadable, tmp_path):
    (tmp_path / "red").mkdir()
    (tmp_path / "red" / "plano.dwg").write_bytes(b"AC1032")
    assert unreadable(tmp_path / "red") == f"red no contiene archivos que se puedan leer: entregue {KNOWN}."


def test_a_json_that_is_no_geojson(unreadable, tmp_path):
    folder = write_delivery(tmp_path / "red", sound_network())
    (folder / "vanos.geojson").write_text('{"vanos": [1, 2]}', encoding="utf-8")
    assert unreadable(folder) == "vanos.geojson es un JSON pero no un GeoJSON: no trae una lista de elementos."


def test_a_layer_that_is_there_twice(unreadable, shapes):
    as_csv(shapes / "vanos.csv", sound_network()["vanos"])
    assert unreadable(shapes) == "Hay dos capas vanos, en vanos.csv y en vanos.shp: deje una sola o cambie un nombre."


# Cut short or damaged


def test_a_truncated_geopackage(unreadable, geopackage):
    cut(geopackage, 0.6)
    assert unreadable(geopackage) == "El GeoPackage red.gpkg está dañado o incompleto: pida una copia nueva."


def test_a_geopackage_with_zeros_in_it(unreadable, geopackage):
    damage(geopackage, 0.0005, 4096)
    assert unreadable(geopackage) == "El GeoPackage red.gpkg está dañado o incompleto: pida una copia nueva."


@pytest.mark.parametrize("suffix", [".shp", ".shx", ".dbf"])
def test_a_truncated_shapefile(unreadable, shapes, suffix):
    cut(shapes / f"vanos{suffix}", 0.8)
    assert unreadable(shapes) == f"El archivo vanos{suffix} está cortado: pida una copia nueva."


def test_a_truncated_zip(unreadable, shapes, tmp_path):
    cut(zip_folder(shapes, tmp_path / "red.zip"), 0.7)
    assert (
        unreadable(tmp_path / "red.zip")
        == "El archivo comprimido red.zip está dañado o incompleto: pida una copia nueva."
    )


def test_a_truncated_geojson(unreadable, tmp_path):
    folder = write_delivery(tmp_path / "red", sound_network())
    cut(folder / "vanos.geojson", 0.9)
    assert unreadable(folder) == "vanos.geojson no es un GeoJSON correcto en la línea 1: el archivo está cortado."


def test_a_truncated_kml(unreadable, tmp_path):
    folder = write_delivery(tmp_path / "red", sound_network())
    (folder / "postes.geojson").unlink()
    cut(as_kml(folder / "red.kml", {"postes": sound_network()["postes"]}), 0.9)
    assert unreadable(folder) == "red.kml está cortado o dañado en la línea 1: pida una copia nueva."


def test_a_csv_cut_within_quotes(unreadable, shapes):
    with (shapes / "alimentadores.csv").open("a", encoding="utf-8") as file:
        file.write('2,"LA UNI')
    assert (
        unreadable(shapes)
        == "alimentadores.csv no se entiende desde la línea 3: revise las comillas y si está completo."
    )


def test_a_geodatabase_whose_layer_comes_back_short_without_a_word(unreadable, geodatabase):
    """GDAL passes over zeroed offsets as if the rows had been deleted."""
    index = spans_of(geodatabase).with_suffix(".gdbtablx")
    content = bytearray(index.read_bytes())
    content[16 + 5 : 16 + 10] = bytes(5)
    index.write_bytes(content)
    assert unreadable(geodatabase) == (
        "La geodatabase red.gdb está dañada: la capa vanos declara 4 filas y su índice solo encuentra 3. Pida una copia nueva."
    )


def test_a_geodatabase_without_one_of_its_files(unreadable, geodatabase):
    path = spans_of(geodatabase)
    path.unlink()
    assert unreadable(geodatabase) == (
        f"La geodatabase red.gdb está dañada: la capa vanos no tiene su archivo {path.name}. Pida una copia nueva."
    )


def spans_of(geodatabase: Path) -> Path:
    """The table that holds the spans: the one in which V1 and its nodes are written."""
    return next(
        path
        for path in sorted(geodatabase.glob("*.gdbtable"))
        if b"V4" in path.read_bytes() and b"L4" in path.read_bytes()
    )


# Archives of strangers


def test_a_zip_that_climbs_out_of_its_folder(unreadable, tmp_path):
    with zipfile.ZipFile(tmp_path / "red.zip", "w") as archive:
        archive.writestr("../../vanos.csv", "id\n1\n")
    assert unreadable(tmp_path / "red.zip") == (
        "red.zip trae un archivo con una ruta fuera de su carpeta (../../vanos.csv): no es seguro abrirlo."
    )


def test_a_zip_bomb(unreadable, tmp_path):
    with zipfile.ZipFile(tmp_path / "red.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("vanos.csv", bytes(150_000_000))
    ratio = 150_000_000 // (tmp_path / "red.zip").stat().st_size
    assert unreadable(tmp_path / "red.zip") == (
        f"red.zip se expande {ratio} veces al descomprimirse, lo que es propio de un archivo malicioso: entréguelo sin comprimir."
    )


def test_a_zip_within_a_zip(unreadable, shapes, tmp_path):
    zip_folder(shapes, tmp_path / "dentro.zip")
    with zipfile.ZipFile(tmp_path / "red.zip", "w") as archive:
        archive.write(tmp_path / "dentro.zip", "dentro.zip")
    assert (
        unreadable(tmp_path / "red.zip")
        == "red.zip trae otro archivo comprimido adentro (dentro.zip): entréguelo descomprimido."
    )


def test_an_empty_zip(unreadable, tmp_path):
    with zipfile.ZipFile(tmp_path / "red.zip", "w"):
        pass
    assert unreadable(tmp_path / "red.zip") == "El archivo comprimido red.zip está vacío."


# Shapefiles without one of their files


@pytest.mark.parametrize("suffix", [".shx", ".dbf"])
def test_a_shapefile_without_a_part(unreadable, shapes, suffix):
    (shapes / f"vanos{suffix}").unlink()
    assert (
        unreadable(shapes)
        == f"Falta el archivo vanos{suffix} junto a vanos.shp: entregue los tres archivos .shp, .shx y .dbf."
    )


def test_a_shapefile_without_its_shapes(unreadable, shapes):
    (shapes / "vanos.shp").unlink()
    assert (
        unreadable(shapes)
        == "Falta el archivo vanos.shp junto a vanos.shx: entregue los tres archivos .shp, .shx y .dbf."
    )


def test_a_shapefile_without_its_projection(unreadable, shapes):
    (shapes / "vanos.prj").unlink()
    assert unreadable(shapes) == (
        "No se sabe en qué sistema de referencia están las coordenadas (¿falta el .prj?): indíquelo con --srid."
    )


# Layers and columns that the mapping needs


def test_a_layer_that_is_missing(unreadable, tmp_path):
    network = sound_network()
    network["transformador"] = network.pop("transformadores")
    assert unreadable(write_delivery(tmp_path / "red", network)) == (
        "La entrega no trae la capa transformadores, que el mapeo canonical necesita; ¿quiso decir transformador?"
    )


def test_a_column_that_is_missing(unreadable, tmp_path):
    network = sound_network()
    for row in network["vanos"]:
        row["from_nod"] = row.pop("from_node")
    assert unreadable(write_delivery(tmp_path / "red", network)) == (
        "La capa vanos no trae la columna from_node, que el mapeo usa para from_node; ¿quiso decir from_nod?"
    )


@pytest.mark.parametrize("name", ["nada", "/", ""], ids=["unknown", "a-folder", "nothing"])
def test_a_mapping_that_is_not_there(unreadable, tmp_path, name):
    assert (
        unreadable(tmp_path, mapping=name)
        == f"No hay mapeo «{name}». Use uno de bdgd, canonical, sec_star o la ruta de un archivo TOML."
    )
