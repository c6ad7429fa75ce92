import sqlite3
from contextlib import closing

import pytest

from layers.sources import SourceError, open_source
from tests.factories.sources import (
    POLE_ROWS,
    SPANS,
    TABLE,
    cut,
    damage,
    feature,
    poles,
    read,
    refusal,
    write_geopackage,
)

DAMAGED = "El GeoPackage red.gpkg está dañado o incompleto: pida una copia nueva."


@pytest.fixture
def gpkg(tmp_path):
    return write_geopackage(tmp_path / "red.gpkg", poles())


def change(path, *statements):
    """What another program might have written; GDAL's triggers call functions SQLite alone has not, so they go."""
    with closing(sqlite3.connect(path)) as database:
        for (trigger,) in database.execute("select name from sqlite_master where type = 'trigger'").fetchall():
            database.execute(f'drop trigger "{trigger}"')
        for statement, *parameters in statements:
            database.execute(statement, parameters)
        database.commit()
    return path


def test_rows_columns_and_what_the_file_states(gpkg):
    with open_source(gpkg) as source:
        layer = source.layers["postes"]
        assert (layer.columns, layer.srid, layer.crs_text, layer.count, layer.geometry_type, layer.file) == (
            ["id", "nombre", "altura"], 4674, "EPSG:4674 (SIRGAS 2000)", 2, "Point", "red.gpkg",
        )  # fmt: skip
        assert [fid for fid, _, _ in layer.rows()] == [1, 2]
        assert [(file["name"], file["bytes"]) for file in source.files] == [("red.gpkg", gpkg.stat().st_size)]
    assert read(gpkg) == POLE_ROWS


def test_layers_come_in_file_order_and_only_those_wanted_are_made(gpkg):
    write_geopackage(gpkg, [feature("LINESTRING (1 2, 3 4)", id="v", largo=1.0)], SPANS, layer="vanos")
    write_geopackage(gpkg, [feature(None, id="t", kva=15.0)], TABLE, layer="unidades", crs=None)

    with open_source(gpkg, layers=["unidades", "vanos", "nada"]) as source:
        assert list(source.layers) == ["vanos", "unidades"]
        assert source.available == ["postes", "vanos", "unidades"]
        assert source.layers["unidades"].geometry_type is None
    assert read(gpkg, "unidades") == [("t", "15.0", None)]
    assert read(gpkg, "vanos") == [("v", "1.0", "LINESTRING (1 2, 3 4)")]


def test_values_keep_their_exactness(tmp_path):
    schema = {"geometry": "None", "properties": {"n": "int64", "b": "bool", "d": "date", "x": "bytes"}}
    rows = [
        feature(None, n=2**53 + 1, b=True, d="2020-01-31", x=b"\x01"),
        feature(None, n=None, b=False, d=None, x=None),
    ]
    path = write_geopackage(tmp_path / "red.gpkg", rows, schema, layer="t", crs=None)

    assert read(path) == [
        ("9007199254740993", "true", "2020-01-31", "01", None),
        (None, "false", None, None, None),
    ]


@pytest.mark.parametrize(
    ("kind", "wkt", "flat"),
    [
        ("3D Point", "POINT Z (1 2 3)", "POINT (1 2)"),
        ("3D LineString", "LINESTRING Z (1 2 3, 4 5 6)", "LINESTRING (1 2, 4 5)"),
        ("MultiLineString", "MULTILINESTRING ((1 2, 3 4))", "LINESTRING (1 2, 3 4)"),
        ("LineString", "LINESTRING EMPTY", "LINESTRING EMPTY"),
        ("Unknown", "POINT (1 2)", "POINT (1 2)"),
    ],
)
def test_geometries_are_flat_and_single_where_they_can_be(tmp_path, kind, wkt, flat):
    schema = {"geometry": kind, "properties": {"id": "str"}}

    assert read(write_geopackage(tmp_path / "red.gpkg", [feature(wkt, id="1")], schema)) == [("1", flat)]


def test_a_null_geometry_is_none(tmp_path):
    path = write_geopackage(tmp_path / "red.gpkg", [feature(None, id="1", nombre=None, altura=None)])

    assert read(path) == [("1", None, None, None)]


def test_a_key_with_a_name_of_its_own_is_a_column(gpkg):
    change(gpkg, ["alter table postes rename column fid to codigo"])

    assert [row[0] for row in read(gpkg)] == ["1", "2"]


def test_names_with_quotes_are_only_names(gpkg):
    name = "pos\"tes'; drop table postes; --"
    change(
        gpkg,
        [f"""alter table postes rename to "{name.replace('"', '""')}" """],
        ["update gpkg_contents set table_name = ?", name],
        ["update gpkg_geometry_columns set table_name = ?", name],
    )

    assert read(gpkg, name) == POLE_ROWS


def test_utm_is_told_by_its_code(tmp_path):
    path = write_geopackage(tmp_path / "red.gpkg", [], crs="EPSG:32718")

    with open_source(path) as source:
        assert source.layers["postes"].srid == 32718


@pytest.mark.parametrize(
    ("organization", "code", "srid", "text"),
    [
        ("EPSG", 999999, None, "EPSG:999999 (SIRGAS 2000)"),
        ("NONE", 123, 4674, "SIRGAS 2000"),
    ],
    ids=["a code PROJ does not know", "no code but a definition PROJ knows"],
)
def test_a_crs_is_believed_only_where_proj_knows_it(gpkg, organization, code, srid, text):
    change(
        gpkg,
        [
            "update gpkg_spatial_ref_sys set organization = ?, organization_coordsys_id = ? where srs_id = 4674",
            organization,
            code,
        ],
    )

    with open_source(gpkg) as source:
        assert (source.layers["postes"].srid, source.layers["postes"].crs_text) == (srid, text)


def test_an_undefined_crs_is_none(gpkg):
    change(gpkg, ["update gpkg_geometry_columns set srs_id = -1"])

    with open_source(gpkg) as source:
        assert (source.layers["postes"].srid, source.layers["postes"].crs_text) == (None, None)


def test_a_view_is_never_run(gpkg):
    change(
        gpkg,
        ["alter table postes rename to otra"],
        ["create view postes as select *, randomblob(1000000000) from otra"],
    )

    assert str(refusal(gpkg)) == (
        "La capa postes de red.gpkg no es una tabla sino una vista o falta: expórtela como tabla."
    )


def test_fewer_rows_than_stated_is_damage(gpkg):
    change(gpkg, ["delete from postes where fid = 1"])

    error = refusal(gpkg)
    assert (str(error), error.file, error.layer) == (
        "La capa postes de red.gpkg declara 2 filas y solo se pudieron leer 1: el archivo está dañado. "
        "Pida una copia nueva.",
        "red.gpkg",
        "postes",
    )


def test_without_gdals_own_table_nothing_is_stated(gpkg):
    change(gpkg, ["drop table gpkg_ogr_contents"])

    with open_source(gpkg) as source:
        assert (source.layers["postes"].count, len(list(source.layers["postes"].rows()))) == (None, 2)


def test_unsaved_changes_beside_it_are_not_passed_over(gpkg):
    gpkg.with_name("red.gpkg-wal").write_bytes(b"x")

    assert str(refusal(gpkg)) == (
        "red.gpkg tiene cambios sin terminar de guardar (red.gpkg-wal): ciérrelo en el programa que lo usa y "
        "entréguelo otra vez."
    )


def test_it_is_opened_without_touching_it(gpkg):
    change(gpkg, ["pragma journal_mode = wal"])
    before = gpkg.read_bytes()

    assert read(gpkg) == POLE_ROWS
    assert (gpkg.read_bytes(), [path.name for path in gpkg.parent.iterdir()]) == (before, ["red.gpkg"])


def test_a_damaged_geometry_names_its_row(gpkg):
    change(gpkg, ["update postes set geom = ? where fid = 2", b"GP\x00\x01\x42\x12\x00\x00\x01\x02"])

    error = refusal(gpkg)
    assert (str(error), error.line) == (
        "La geometría de la fila 2 de la capa postes (red.gpkg) está dañada: pida una copia nueva.", 2,
    )  # fmt: skip


def test_text_that_is_not_utf8_is_read_when_its_encoding_is_given(gpkg):
    change(gpkg, ["update postes set nombre = cast(? as text)", "Ñandú".encode("latin-1")])

    assert str(refusal(gpkg)) == "red.gpkg trae texto que no es UTF-8: indique su codificación en el mapeo."
    assert [row[1] for row in read(gpkg, encoding="ISO-8859-1")] == ["Ñandú", "Ñandú"]


def test_what_postgresql_cannot_store_is_replaced_with_a_word(gpkg):
    change(gpkg, ["update postes set nombre = 'a' || char(0) || 'b' where fid = 1"])

    with open_source(gpkg) as source:
        layer = source.layers["postes"]
        assert [values[1] for _, values, _ in layer.rows()] == ["a\N{REPLACEMENT CHARACTER}b", "Poste Ñ2"]
        assert layer.notes == [
            "Hay caracteres que no se pueden guardar (nulos o incompletos): se cambiaron por \N{REPLACEMENT CHARACTER}."
        ]


@pytest.mark.parametrize("to", [0.001, 0.1, 0.5, 0.99])
def test_a_truncated_file_is_refused(tmp_path, to):
    path = cut(write_geopackage(tmp_path / "red.gpkg", poles(500)), to)
    size, whole = path.stat().st_size, write_geopackage(tmp_path / "otra.gpkg", poles(500)).stat().st_size

    allowed = {DAMAGED, f"El GeoPackage red.gpkg está cortado: tiene {size} bytes de {whole}. Pida una copia nueva."}
    assert str(refusal(path)) in allowed


def test_zeros_anywhere_end_in_all_rows_or_a_refusal(tmp_path):
    whole = write_geopackage(tmp_path / "red.gpkg", poles(500)).read_bytes()
    refused = 0
    for step in range(40):
        path = tmp_path / "red.gpkg"
        path.write_bytes(whole)
        damage(path, step / 40, 4096)
        try:
            assert len(read(path)) == 500
        except SourceError:
            refused += 1

    assert refused > 10


def test_a_damaged_catalogue_is_refused_whatever_sqlite_says_of_it(tmp_path):
    path = write_geopackage(tmp_path / "red.gpkg", poles())
    path.write_bytes(path.read_bytes().replace(b"CREATE TABLE gpkg_contents", b"CREATE TABLE \xff\xffkg_contents"))

    assert str(refusal(path)) == DAMAGED


def test_a_database_that_is_no_geopackage_is_refused(tmp_path):
    with closing(sqlite3.connect(tmp_path / "red.gpkg")) as database:
        database.execute("create table postes (id text)")

    assert str(refusal(tmp_path / "red.gpkg")) == "El GeoPackage red.gpkg no contiene capas."
