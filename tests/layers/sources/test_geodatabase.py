import shutil
import subprocess

import fiona
import pytest
import shapely

from layers.sources import SourceError, open_source
from tests.factories.sources import (
    POLE_ROWS,
    TABLE,
    cut,
    damage,
    feature,
    poles,
    read,
    refusal,
    write_filegdb,
    zip_folder,
)

# The first table of a user in a geodatabase that GDAL makes.
FIRST = "a00000009"


@pytest.fixture
def gdb(tmp_path):
    return write_filegdb(tmp_path / "red.gdb", poles())


def test_gdal_is_the_version_these_tests_were_written_with():
    assert fiona.__gdal_version__.rpartition(".")[0] == "3.9"


def test_rows_columns_and_what_the_file_states(gdb):
    with open_source(gdb) as source:
        layer = source.layers["postes"]
        assert (layer.columns, layer.srid, layer.count, layer.geometry_type, layer.file) == (
            ["id", "nombre", "altura"], 4674, 2, "Point", "red.gdb",
        )  # fmt: skip
        assert [fid for fid, _, _ in layer.rows()] == [1, 2]
        assert {"red.gdb/a00000009.gdbtable", "red.gdb/gdb"} <= {file["name"] for file in source.files}
    assert rounded(read(gdb)) == rounded(POLE_ROWS)


def rounded(rows):
    """A geodatabase keeps coordinates on a grid of 1e-9 degrees."""
    return [(*values, shapely.set_precision(shapely.from_wkt(wkt), 1e-6).wkt) for *values, wkt in rows]


def test_tables_without_geometry_are_layers_too(gdb):
    write_filegdb(gdb, [feature(None, id="t", kva=15.0)], TABLE, layer="unidades")

    assert read(gdb, "unidades") == [("t", "15.0", None)]


@pytest.mark.parametrize("inside", ["red.gdb", ""], ids=["as a folder", "its files alone"])
def test_a_zipped_geodatabase_is_read(gdb, tmp_path, inside):
    folder = tmp_path / "entrega"
    shutil.copytree(gdb, folder / inside)

    assert rounded(read(zip_folder(folder, tmp_path / "red.zip"))) == rounded(POLE_ROWS)


def test_lines_of_one_part_come_single_and_flat(tmp_path):
    schema = {"geometry": "3D LineString", "properties": {"id": "str"}}
    gdb = write_filegdb(tmp_path / "red.gdb", [feature("LINESTRING Z (1 2 3, 4 5 6)", id="1")], schema, layer="vanos")

    assert rounded(read(gdb)) == [("1", "LINESTRING (1 2, 4 5)")]


@pytest.mark.skipif(shutil.which("ogrinfo") is None, reason="fiona cannot delete rows; needs gdal-bin")
def test_deleted_rows_are_no_loss(tmp_path):
    gdb = write_filegdb(tmp_path / "red.gdb", poles(3))
    delete = ["ogrinfo", "-q", "-dialect", "sqlite", "-sql", "delete from postes where rowid = 2", str(gdb)]
    subprocess.run(delete, check=True, capture_output=True)

    with open_source(gdb) as source:
        layer = source.layers["postes"]
        assert (layer.count, [fid for fid, _, _ in layer.rows()]) == (2, [1, 3])


@pytest.mark.parametrize("suffix", ["gdbtable", "gdbtablx"])
def test_a_missing_file_is_named(gdb, suffix):
    (gdb / f"{FIRST}.{suffix}").unlink()

    assert str(refusal(gdb)) == (
        f"La geodatabase red.gdb está dañada: la capa postes no tiene su archivo {FIRST}.{suffix}. "
        "Pida una copia nueva."
    )


def test_a_folder_that_is_only_called_gdb_is_refused(tmp_path):
    (tmp_path / "red.gdb").mkdir()

    assert str(refusal(tmp_path / "red.gdb")) == (
        "La geodatabase red.gdb está dañada: la capa GDB_SystemCatalog no tiene su archivo a00000001.gdbtable. "
        "Pida una copia nueva."
    )


@pytest.mark.parametrize("suffix", ["gdbtable", "gdbtablx"])
@pytest.mark.parametrize("to", [0.0, 0.01, 0.3, 0.6, 0.95, 0.999])
def test_a_truncated_table_is_refused(tmp_path, suffix, to):
    gdb = write_filegdb(tmp_path / "red.gdb", poles(3000))
    cut(gdb / f"{FIRST}.{suffix}", to)

    assert refusal(gdb).layer == "postes"


def test_offsets_lost_are_not_taken_for_deleted_rows(tmp_path):
    """GDAL alone reads 4,920 of 5,000 rows here and says nothing."""
    gdb = write_filegdb(tmp_path / "red.gdb", poles(5000))
    damage(gdb / f"{FIRST}.gdbtablx", 0.5, 400)

    assert str(refusal(gdb)) == (
        "La geodatabase red.gdb está dañada: la capa postes declara 5000 filas y su índice solo encuentra 4920. "
        "Pida una copia nueva."
    )


def test_a_catalogue_whose_names_are_no_text_is_refused_without_a_trace(gdb, capfd):
    table = gdb / "a00000001.gdbtable"
    table.write_bytes(table.read_bytes().replace(b"postes", b"p\xff\xfftes"))

    assert refusal(gdb).file == "red.gdb"
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("number", range(1, 10))
@pytest.mark.parametrize("suffix", ["gdbtable", "gdbtablx"])
def test_zeros_in_any_file_end_in_all_rows_or_a_refusal(tmp_path, number, suffix):
    whole = write_filegdb(tmp_path / "entera.gdb", poles(300))
    wanted = {row[0] for row in read(whole)}
    for step in range(8):
        gdb = tmp_path / f"{step}.gdb"
        shutil.copytree(whole, gdb)
        if not (gdb / f"a{number:08x}.{suffix}").exists():
            continue
        damage(gdb / f"a{number:08x}.{suffix}", step / 8, 512)
        assert ids_or_refused(gdb) in (wanted, "refused")


def ids_or_refused(gdb):
    try:
        return {row[0] for row in read(gdb)}
    except SourceError:
        return "refused"
