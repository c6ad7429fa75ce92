import json
import tracemalloc

import pytest

from layers.sources import open_source
from tests.factories.sources import POLE_ROWS, cut, feature, poles, read, refusal, write_geojson


def named_crs(name: str) -> dict:
    return {"type": "name", "properties": {"name": name}}


def test_rows_columns_and_what_the_file_states(tmp_path):
    path = write_geojson(tmp_path / "postes.geojson", poles())

    with open_source(path) as source:
        layer = source.layers["postes"]
        assert (layer.columns, layer.srid, layer.crs_text, layer.count, layer.geometry_type, layer.file) == (
            ["id", "nombre", "altura"], 4326, None, 2, "Point", "postes.geojson",
        )  # fmt: skip
        assert [fid for fid, _, _ in layer.rows()] == [0, 1]
    assert read(path) == POLE_ROWS


@pytest.mark.parametrize("separator", ["\n", "\r\n", "\n\x1e"], ids=["lines", "Windows lines", "RFC 8142"])
def test_one_feature_per_line(tmp_path, separator):
    path = tmp_path / "postes.geojsonl"
    path.write_text(separator.join(map(json.dumps, poles())) + "\n", newline="")

    assert read(path) == POLE_ROWS


@pytest.mark.parametrize(
    ("document", "rows"),
    [
        (feature("POINT (1 2)", id="1"), [("1", "POINT (1 2)")]),
        ({"type": "Point", "coordinates": [1, 2]}, [("POINT (1 2)",)]),
        ({"type": "FeatureCollection", "features": []}, []),
    ],
    ids=["a feature", "a geometry", "no feature"],
)
def test_smaller_documents(tmp_path, document, rows):
    path = tmp_path / "t.json"
    path.write_text(json.dumps(document))

    assert read(path) == rows


def test_columns_are_those_of_all_features_in_the_order_met(tmp_path):
    path = write_geojson(tmp_path / "t.geojson", [feature(None, a=1), feature(None, b={"x": [1]}, a=None)])

    with open_source(path) as source:
        assert source.layers["t"].columns == ["a", "b"]
    assert read(path) == [("1", None, None), (None, '{"x":[1]}', None)]


def test_an_id_outside_the_properties_is_a_column(tmp_path):
    path = write_geojson(tmp_path / "t.geojson", [feature(None, a=1) | {"id": 7}, feature(None, a=2)])

    assert read(path) == [("7", "1", None), (None, "2", None)]


def test_numbers_are_exact(tmp_path):
    path = tmp_path / "t.geojson"
    path.write_text(
        '{"type":"FeatureCollection","features":[{"type":"Feature","geometry":null,"properties":'
        '{"big":12345678901234567890123,"mixed":9007199254740993,"f":96.0,"e":1e-7,"nan":NaN,"t":"007","b":false}},'
        '{"type":"Feature","geometry":null,"properties":{"mixed":1.5}}]}'
    )

    assert read(path) == [
        ("12345678901234567890123", "9007199254740993", "96.0", "0.0000001", "NaN", "007", "false", None),
        (None, "1.5", None, None, None, None, None, None),
    ]


@pytest.mark.parametrize(
    ("wkt", "flat"),
    [
        ("POINT Z (1 2 3)", "POINT (1 2)"),
        ("MULTILINESTRING ((1 2, 3 4))", "LINESTRING (1 2, 3 4)"),
        ("LINESTRING EMPTY", "LINESTRING EMPTY"),
        (None, None),
    ],
)
def test_geometries_are_flat_and_single_where_they_can_be(tmp_path, wkt, flat):
    assert read(write_geojson(tmp_path / "t.geojson", [feature(wkt, id="1")])) == [("1", flat)]


@pytest.mark.parametrize(
    ("crs", "srid", "text"),
    [
        (named_crs("urn:ogc:def:crs:OGC:1.3:CRS84"), 4326, "urn:ogc:def:crs:OGC:1.3:CRS84"),
        (named_crs("urn:ogc:def:crs:EPSG::32718"), 32718, "urn:ogc:def:crs:EPSG::32718"),
        (named_crs("EPSG:5361"), 5361, "EPSG:5361"),
        (named_crs("EPSG:999999"), None, "EPSG:999999"),
        (named_crs("huso 18"), None, "huso 18"),
        ({"type": "link", "properties": {"href": "http://127.0.0.1:9/crs"}}, None,
         '{"type":"link","properties":{"href":"http://127.0.0.1:9/crs"}}'),
    ],
)  # fmt: skip
@pytest.mark.parametrize("where", ["before", "after"])
def test_the_crs_member_is_believed_where_proj_knows_it(tmp_path, crs, srid, text, where):
    path = write_geojson(tmp_path / "t.geojson", [feature("POINT (1 2)", id="1")], crs=crs)
    if where == "after":
        document = json.loads(path.read_text())
        path.write_text(json.dumps({**document, "crs": document.pop("crs")}))

    with open_source(path) as source:
        assert (source.layers["t"].srid, source.layers["t"].crs_text) == (srid, text)


def test_latin_text_is_recognised(tmp_path):
    path = write_geojson(tmp_path / "postes.geojson", poles())
    path.write_text(path.read_text("utf-8"), "latin-1")

    assert read(path) == POLE_ROWS
    with open_source(path) as source:
        assert source.layers["postes"].notes == [
            "postes.geojson se leyó como Windows-1252: no declara su codificación y su texto no es UTF-8."
        ]


def test_a_byte_order_mark_is_no_text(tmp_path):
    path = write_geojson(tmp_path / "postes.geojson", poles())
    path.write_text(path.read_text("utf-8"), "utf-8-sig")

    assert read(path) == POLE_ROWS


def test_half_a_surrogate_pair_is_replaced(tmp_path):
    path = tmp_path / "t.geojson"
    path.write_text('{"type":"Feature","geometry":null,"properties":{"t":"a\\ud800b\\u0000"}}')

    assert read(path) == [("a\N{REPLACEMENT CHARACTER}b\N{REPLACEMENT CHARACTER}", None)]


@pytest.mark.parametrize("to", [0.2, 0.5, 0.9, 0.995])
def test_a_truncated_file_names_the_line(tmp_path, to):
    path = tmp_path / "t.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": poles(50)}, indent=1))
    cut(path, to)
    line = path.read_text().count("\n") + 1

    error = refusal(path)
    assert abs(error.line - line) <= 25  # the line where the feature that was cut begins, at the farthest
    assert str(error) == f"t.geojson no es un GeoJSON correcto en la línea {error.line}: el archivo está cortado."


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('{"type":"FeatureCollection",\n"features":[{"type" "Feature"}]}',
         "t.geojson no es un GeoJSON correcto en la línea 2: hay un error de escritura."),
        ('{"type":"FeatureCollection","features":[] "x":1}',
         "t.geojson no es un GeoJSON correcto en la línea 1: se esperaba «,»."),
        ('{"a":1}', "t.geojson es un JSON pero no un GeoJSON: no trae una lista de elementos."),
        ('{"features":[{"attributes":{},"geometry":{"x":1,"y":2}}]}',
         "t.geojson es un JSON pero no un GeoJSON: no trae una lista de elementos."),
        ('{"type":"Feature","geometry":{"type":"Point","coordinates":[1]},"properties":{}}',
         "La geometría del elemento 0 de t.geojson no se entiende: revise sus coordenadas."),
        ('{"a":' * 100_000,
         "t.geojson no es un GeoJSON correcto en la línea 1: un valor es demasiado grande o profundo."),
        ('{"type":"Feature","geometry":null,"properties":{"n":' + "9" * 5000 + "}}",
         "t.geojson no es un GeoJSON correcto en la línea 1: un valor es demasiado grande o profundo."),
    ],
)  # fmt: skip
def test_what_is_no_geojson_is_refused(tmp_path, text, message):
    path = tmp_path / "t.geojson"
    path.write_text(text)

    assert str(refusal(path)) == message


def test_memory_stays_flat(tmp_path):
    def peak(number: int) -> int:
        path = write_geojson(tmp_path / f"{number}.geojson", poles(number))
        tracemalloc.start()
        with open_source(path) as source:
            for _ in source.layers[str(number)].rows():
                pass
        reached = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return reached

    assert peak(20_000) < 1.5 * peak(5_000)
