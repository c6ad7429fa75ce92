import struct

import pytest

from layers.sources import SourceError, open_source
from tests.factories.sources import POLE_ROWS, POLES, SPANS, cut, damage, feature, poles, read, refusal, write_shapefile

MISSING = "Falta el archivo postes.{0} junto a postes.shp: entregue los tres archivos .shp, .shx y .dbf."
CUT = "El archivo postes.{0} está cortado: pida una copia nueva."
EMPTY = "El archivo postes.{0} está vacío (0 bytes): pida una copia nueva."


@pytest.fixture
def shp(tmp_path):
    return write_shapefile(tmp_path / "postes.shp", poles())


def notes(path, **options):
    with open_source(path, **options) as source:
        return source.layers[path.stem].notes


def names(path, **options):
    return [row[1] for row in read(path, **options)]


def test_rows_columns_and_what_the_file_states(shp):
    with open_source(shp) as source:
        layer = source.layers["postes"]
        assert (layer.columns, layer.srid, layer.count, layer.geometry_type, layer.file) == (
            ["id", "nombre", "altura"], 4674, 2, "Point", "postes.shp",
        )  # fmt: skip
        assert [fid for fid, _, _ in layer.rows()] == [0, 1]
        assert [file["name"] for file in source.files] == [
            "postes.cpg", "postes.dbf", "postes.prj", "postes.shp", "postes.shx",
        ]  # fmt: skip
    assert read(shp) == POLE_ROWS


def test_values_are_text_and_null_is_none(tmp_path):
    schema = {
        "geometry": "Point",
        "properties": {"t": "str:9", "n": "int:9", "f": "float:12.3", "d": "date", "b": "bool"},
    }
    rows = [
        feature("POINT (1 2)", t="x y", n=7, f=96.0, d="2020-01-31", b=True),
        feature(None, t=None, n=None, f=None, d=None, b=None),
    ]
    path = write_shapefile(tmp_path / "t.shp", rows, schema)

    assert read(path) == [("x y", "7", "96.0", "2020-01-31", "true", "POINT (1 2)"), (None,) * 6]


@pytest.mark.parametrize(
    ("kind", "wkt", "flat"),
    [
        ("3D Point", "POINT Z (1 2 3)", "POINT (1 2)"),
        ("3D LineString", "LINESTRING Z (1 2 3, 4 5 6)", "LINESTRING (1 2, 4 5)"),
        ("LineString", "MULTILINESTRING ((1 2, 3 4), (5 6, 7 8))", "MULTILINESTRING ((1 2, 3 4), (5 6, 7 8))"),
        ("LineString", "MULTILINESTRING ((1 2, 3 4))", "LINESTRING (1 2, 3 4)"),
        ("MultiPoint", "MULTIPOINT (1 2)", "POINT (1 2)"),
        ("Polygon", "POLYGON ((0 0, 0 4, 4 4, 0 0))", "POLYGON ((0 0, 0 4, 4 4, 0 0))"),
    ],
)
def test_geometries_are_flat_and_single_where_they_can_be(tmp_path, kind, wkt, flat):
    schema = {"geometry": kind, "properties": {"id": "str"}}
    path = write_shapefile(tmp_path / "t.shp", [feature(wkt, id="1")], schema)

    assert read(path) == [("1", flat)]
    with open_source(path) as source:
        assert source.layers["t"].geometry_type == kind.removeprefix("3D ")


def test_an_empty_layer_has_no_rows(tmp_path):
    path = write_shapefile(tmp_path / "vanos.shp", [], SPANS)

    with open_source(path) as source:
        assert (source.layers["vanos"].count, list(source.layers["vanos"].rows())) == (0, [])


def test_names_in_capitals_belong_together(shp):
    for path in shp.parent.iterdir():
        path.rename(path.with_name(path.name.upper()))

    assert read(shp.with_name("POSTES.SHP")) == POLE_ROWS


def test_characters_with_a_meaning_to_gdal_may_stand_in_a_path(shp):
    folder = shp.parent / "zip+a#b?c=d!e ñ"
    folder.mkdir()
    for path in [path for path in shp.parent.iterdir() if path.is_file()]:
        path.rename(folder / path.name)

    assert read(folder / "postes.shp") == POLE_ROWS


@pytest.mark.parametrize("part", ["dbf", "shx"])
def test_a_missing_part_is_named(shp, part):
    shp.with_suffix(f".{part}").unlink()

    assert str(refusal(shp)) == MISSING.format(part)


def test_a_missing_shp_is_named(shp):
    shp.unlink()

    assert str(refusal(shp.parent)) == (
        "Falta el archivo postes.shp junto a postes.shx: entregue los tres archivos .shp, .shx y .dbf."
    )


def test_pointing_at_another_part_says_what_to_point_at(shp):
    assert str(refusal(shp.with_suffix(".dbf"))) == (
        "postes.dbf es parte de un shapefile: indique el archivo .shp que está a su lado."
    )


def test_without_a_prj_the_crs_is_unknown(shp):
    shp.with_suffix(".prj").unlink()

    with open_source(shp) as source:
        assert (source.layers["postes"].srid, source.layers["postes"].crs_text) == (None, None)


def test_a_prj_that_proj_does_not_know_is_told_but_not_believed(shp):
    shp.with_suffix(".prj").write_text("https://example.com/crs.wkt")

    with open_source(shp) as source:
        layer = source.layers["postes"]
        assert (layer.srid, layer.crs_text) == (None, "https://example.com/crs.wkt")


@pytest.mark.parametrize("part", ["shp", "shx", "dbf"])
@pytest.mark.parametrize("to", [0.3, 0.8, 0.97])
def test_a_truncated_part_is_refused(tmp_path, part, to):
    shp = write_shapefile(tmp_path / "postes.shp", poles(50))
    cut(shp.with_suffix(f".{part}"), to)

    assert str(refusal(shp)) == CUT.format(part)


@pytest.mark.parametrize("part", ["shp", "shx", "dbf"])
def test_a_part_of_no_bytes_is_refused(shp, part):
    shp.with_suffix(f".{part}").write_bytes(b"")

    assert str(refusal(shp)) == EMPTY.format(part)


def test_parts_of_two_deliveries_do_not_fit(tmp_path):
    shp = write_shapefile(tmp_path / "postes.shp", poles(2))
    other = write_shapefile(tmp_path / "otros.shp", poles(3))
    other.with_suffix(".dbf").rename(shp.with_suffix(".dbf"))

    assert str(refusal(shp)) == (
        "El shapefile postes.shp está dañado: su .shx tiene 2 filas y su .dbf 3. Pida una copia nueva."
    )


def test_an_index_that_points_outside_is_refused(shp):
    shx = bytearray(shp.with_suffix(".shx").read_bytes())
    shx[100:104] = struct.pack(">i", 10_000)
    shp.with_suffix(".shx").write_bytes(shx)

    assert str(refusal(shp)) == (
        "El shapefile postes.shp está dañado: su .shx apunta fuera del .shp. Pida una copia nueva."
    )


def test_rows_marked_as_deleted_are_no_loss(tmp_path):
    shp = write_shapefile(tmp_path / "postes.shp", poles(3))
    dbf = bytearray(shp.with_suffix(".dbf").read_bytes())
    first, width = struct.unpack_from("<HH", dbf, 8)
    dbf[first + width] = ord("*")
    shp.with_suffix(".dbf").write_bytes(dbf)

    with open_source(shp) as source:
        layer = source.layers["postes"]
        assert (layer.count, [fid for fid, _, _ in layer.rows()]) == (2, [0, 2])


@pytest.mark.parametrize("part", ["shp", "shx", "dbf"])
def test_zeros_anywhere_end_in_all_rows_or_a_refusal(tmp_path, part):
    for step in range(20):
        shp = write_shapefile(tmp_path / f"p{step}.shp", poles(60))
        damage(shp.with_suffix(f".{part}"), step / 20, 64)

        assert rows_or_refused(shp) in (60, "refused")


def rows_or_refused(path):
    try:
        return len(read(path))
    except SourceError:
        return "refused"


def test_a_pdf_named_shp_is_seen_through(shp):
    shp.write_bytes(b"%PDF-1.7 " + bytes(200))

    assert str(refusal(shp)) == "El archivo postes.shp no es un shapefile: por su contenido es un PDF."


@pytest.mark.parametrize(
    ("name", "message"),
    [
        (b"id\0\0\0\0", "postes.dbf repite la columna id: déle un nombre distinto a cada una."),
        (bytes(6), "El archivo postes.dbf tiene una columna sin nombre: póngale uno."),
    ],
    ids=["the same twice", "none"],
)
def test_columns_that_cannot_be_told_apart_are_refused(shp, name, message):
    dbf = shp.with_suffix(".dbf")
    dbf.write_bytes(dbf.read_bytes().replace(b"nombre", name))

    assert str(refusal(shp)) == message


class TestEncoding:
    def test_a_cpg_is_believed(self, tmp_path):
        shp = write_shapefile(tmp_path / "postes.shp", poles(1), encoding="ISO-8859-1")

        assert names(shp) == ["Poste Ñ1"]
        assert notes(shp) == ["postes.dbf se leyó como ISO-8859-1 (Latin-1), como declara su .cpg."]

    def test_without_a_cpg_utf8_is_recognised(self, shp):
        shp.with_suffix(".cpg").unlink()

        assert names(shp) == ["Poste Ñ1", "Poste Ñ2"]
        assert notes(shp) == ["postes.dbf se leyó como UTF-8: todo su texto lo es."]

    def test_without_a_cpg_what_is_not_utf8_is_windows_1252(self, tmp_path):
        shp = write_shapefile(tmp_path / "postes.shp", poles(1), encoding="ISO-8859-1")
        shp.with_suffix(".cpg").unlink()

        assert names(shp) == ["Poste Ñ1"]
        assert notes(shp) == [
            "postes.dbf se leyó como Windows-1252: no declara su codificación y su texto no es UTF-8."
        ]

    def test_a_cpg_of_nonsense_is_ignored(self, tmp_path):
        shp = write_shapefile(tmp_path / "postes.shp", poles(1), encoding="ISO-8859-1")
        shp.with_suffix(".cpg").write_text("epsg:32619")

        assert names(shp) == ["Poste Ñ1"]
        assert notes(shp) == [
            "postes.cpg dice «epsg:32619», que no es una codificación; se ignoró: postes.dbf se leyó como Windows-1252."
        ]

    def test_a_cpg_that_says_utf8_of_latin_text_is_ignored(self, tmp_path):
        shp = write_shapefile(tmp_path / "postes.shp", poles(1), encoding="ISO-8859-1")
        shp.with_suffix(".cpg").write_text("UTF-8")

        assert names(shp) == ["Poste Ñ1"]
        assert notes(shp) == [
            "postes.cpg dice UTF-8 pero el texto no lo es; se ignoró: postes.dbf se leyó como Windows-1252."
        ]

    def test_a_cpg_that_says_latin_of_utf8_text_is_ignored(self, shp):
        shp.with_suffix(".cpg").write_text("88591")

        assert names(shp) == ["Poste Ñ1", "Poste Ñ2"]
        assert notes(shp) == [
            "postes.cpg dice ISO-8859-1 (Latin-1) pero el texto es UTF-8; se ignoró: postes.dbf se leyó como UTF-8."
        ]

    def test_what_was_asked_for_goes_first(self, tmp_path):
        shp = write_shapefile(tmp_path / "postes.shp", poles(1), encoding="CP850")
        shp.with_suffix(".cpg").write_text("ISO-8859-1")

        assert names(shp, encoding="CP850") == ["Poste Ñ1"]
        assert notes(shp, encoding="cp850") == ["postes.dbf se leyó como CP850, según se pidió."]

    def test_what_was_asked_for_and_does_not_fit_names_the_row(self, tmp_path):
        shp = write_shapefile(tmp_path / "postes.shp", poles(1), encoding="ISO-8859-1")

        error = refusal(shp, encoding="UTF-8")
        assert (str(error), error.layer, error.line) == (
            "La fila 0 de postes.shp no está en UTF-8: indique la codificación correcta.", "postes", 0,
        )  # fmt: skip

    def test_an_encoding_that_does_not_exist_is_refused(self, shp):
        assert str(refusal(shp, encoding="utf9")) == (
            "No existe la codificación «utf9»: use por ejemplo UTF-8, ISO-8859-1 o CP850."
        )

    def test_column_names_are_decoded_too(self, tmp_path):
        schema = {"geometry": "Point", "properties": {"AÑO": "str:9"}}
        shp = write_shapefile(tmp_path / "t.shp", [feature("POINT (1 2)", AÑO="2020")], schema, encoding="ISO-8859-1")
        shp.with_suffix(".cpg").unlink()

        with open_source(shp) as source:
            assert source.layers["t"].columns == ["AÑO"]

    def test_a_character_cut_by_its_field_is_left_out(self, tmp_path):
        schema = {"geometry": "Point", "properties": {"t": "str:4"}}
        shp = write_shapefile(tmp_path / "t.shp", [feature("POINT (1 2)", t="abcd")], schema)
        dbf = shp.with_suffix(".dbf")
        dbf.write_bytes(dbf.read_bytes().replace(b"abcd", "abcñ".encode()[:4]))
        shp.with_suffix(".cpg").unlink()

        assert read(shp) == [("abc", "POINT (1 2)")]

    def test_plain_ascii_needs_no_word(self, tmp_path):
        shp = write_shapefile(tmp_path / "t.shp", [feature("POINT (1 2)", id="1", nombre="x", altura=1.0)], POLES)

        assert notes(shp) == []
