import http.server
import shutil
import subprocess
import threading
import zipfile

import pytest

from layers.sources import markup, open_source
from layers.sources.model import Member
from tests.factories.sources import cut, feature, kml, poles, refusal, write_csv, write_kmz

pytestmark = pytest.mark.skipif(shutil.which("ogr2ogr") is None, reason="needs gdal-bin")

CUT = "red.kml está cortado o dañado en la línea {0}: pida una copia nueva."


def write_kml(path, text):
    path.write_text(text, "utf-8")
    return path


def attributes(path, layer="postes"):
    """The columns that were delivered, without those LIBKML adds."""
    with open_source(path) as source:
        found = source.layers[layer]
        wanted = [found.columns.index(name) for name in ("id", "nombre", "altura")]
        return [tuple(values[at] for at in wanted) for _, values, _ in found.rows()]


@pytest.fixture
def visits():
    """A server nobody may call, at an address the files name; the paths that were asked for."""
    asked = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append(self.path)
            self.send_error(404)

        do_HEAD = do_GET

        def log_message(self, *_):
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}", asked
    server.shutdown()


def test_extended_data_survives(tmp_path):
    path = write_kml(tmp_path / "red.kml", kml(poles()))

    assert attributes(path) == [("1", "Poste Ñ1", "9.5"), ("2", "Poste Ñ2", "9.5")]
    with open_source(path) as source:
        layer = source.layers["postes"]
        assert (layer.file, layer.srid, layer.crs_text, layer.count) == ("red.kml", 4326, "KML (WGS 84)", 2)
        assert [(file["name"], file["bytes"]) for file in source.files] == [("red.kml", path.stat().st_size)]


def test_a_kmz_is_read(tmp_path):
    path = write_kmz(tmp_path / "red.kmz", poles())

    assert attributes(path) == [("1", "Poste Ñ1", "9.5"), ("2", "Poste Ñ2", "9.5")]
    with open_source(path) as source:
        assert (source.layers["postes"].file, [file["name"] for file in source.files]) == ("red.kmz", ["red.kmz"])


def test_a_kmz_in_a_folder_is_read(tmp_path):
    write_kmz(tmp_path / "red.kmz", poles(1))
    write_csv(tmp_path / "unidades.csv", [["id"], ["1"]])

    with open_source(tmp_path) as source:
        assert source.available == ["postes", "unidades"]


def test_names_of_gdals_own_columns_may_be_used(tmp_path):
    rows = [feature("POINT (1 2)", fid="a", geom="b", name="c", id="1", nombre="x", altura="1")]

    with open_source(write_kml(tmp_path / "red.kml", kml(rows))) as source:
        layer = source.layers["postes"]
        ((_, values, _),) = layer.rows()
        found = dict(zip(layer.columns, values, strict=True))
        assert (found["fid"], found["geom"], found["Name"]) == ("a", "b", "c")


def test_placemarks_in_nested_folders_and_without_geometry_are_all_there(tmp_path):
    extra = (
        "<Placemark><name>suelta</name></Placemark>"
        "<Folder><name>vanos</name><Folder><name>BT</name><Placemark><LineString><coordinates>1,2 3,4"
        "</coordinates></LineString></Placemark></Folder></Folder>"
    )

    with open_source(write_kml(tmp_path / "red.kml", kml(poles(2), extra=extra))) as source:
        assert sum(len(list(layer.rows())) for layer in source.layers.values()) == 4


def test_nothing_is_fetched(tmp_path, visits):
    address, asked = visits
    extra = (
        f"<NetworkLink><Link><href>{address}/otro.kml</href></Link></NetworkLink>"
        f"<Style id='s'><IconStyle><Icon><href>{address}/icono.png</href></Icon></IconStyle></Style>"
        f"<Placemark><styleUrl>{address}/estilo.kml#a</styleUrl>"
        f"<ExtendedData><SchemaData schemaUrl='{address}/s.kml#s'>"
        "<SimpleData name='x'>1</SimpleData></SchemaData></ExtendedData><Point><coordinates>1,2</coordinates></Point>"
        "</Placemark>"
    )

    with open_source(write_kml(tmp_path / "red.kml", kml(poles(), extra=extra))) as source:
        rows = [row for layer in source.layers.values() for row in layer.rows()]

    assert (len(rows), asked) == (3, [])


@pytest.mark.parametrize("closed", [True, False])
def test_gdal_itself_has_no_way_out(tmp_path, visits, closed):
    """The environment of the conversion, put to a GDAL that is told to fetch."""
    address, asked = visits
    own = markup.environment(tmp_path)
    environment = own if closed else {name: value for name, value in own.items() if name not in markup.CLOSED}

    program = ["ogr2ogr", "-f", "CSV", str(tmp_path / "x.csv"), f"/vsicurl/{address}/red.kml"]
    subprocess.run(program, env=environment, capture_output=True, check=False)

    assert bool(asked) is not closed


@pytest.mark.parametrize("to", [0.3, 0.7, 0.99])
def test_a_truncated_kml_names_the_line(tmp_path, to):
    assert str(refusal(cut(write_kml(tmp_path / "red.kml", kml(poles(30))), to))) == CUT.format(1)


@pytest.mark.parametrize("to", [0.3, 0.7])
def test_a_truncated_kmz_is_refused(tmp_path, to):
    assert str(refusal(cut(write_kmz(tmp_path / "red.kmz", poles(30)), to))) == (
        "El archivo comprimido red.kmz está dañado o incompleto: pida una copia nueva."
    )


def test_a_kmz_without_a_kml_is_refused(tmp_path):
    with zipfile.ZipFile(tmp_path / "red.kmz", "w") as archive:
        archive.writestr("icono.png", "x")

    assert str(refusal(tmp_path / "red.kmz")) == "red.kmz no contiene un KML."


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("<gpx/>", "red.kml es un XML pero no un KML."),
        ("<OGRVRTDataSource><!-- <kml> --></OGRVRTDataSource>", "red.kml es un XML pero no un KML."),
        ('<!DOCTYPE kml [<!ENTITY a "x">]><kml/>', "red.kml define entidades XML, lo que no es seguro abrir."),
        (kml([]), "red.kml no contiene marcas (Placemark) que leer."),
        ("{}", "El archivo red.kml no es un KML: por su contenido es un JSON."),
    ],
)
def test_what_is_no_kml_is_refused(tmp_path, text, message):
    assert str(refusal(write_kml(tmp_path / "red.kml", text))) == message


def test_without_the_program_it_is_said_what_to_install(tmp_path, monkeypatch):
    path = write_kml(tmp_path / "red.kml", kml(poles()))
    monkeypatch.setenv("PATH", str(tmp_path))

    assert str(refusal(path)) == "Para leer KML y KMZ falta el programa ogr2ogr: instale el paquete gdal-bin."


@pytest.mark.parametrize(
    "allowance",
    [markup.Allowance(memory_bytes=1 << 20), markup.Allowance(output_bytes=1000)],
    ids=["memory", "output"],
)
def test_a_program_out_of_bounds_is_stopped(tmp_path, allowance):
    path = write_kml(tmp_path / "red.kml", kml(poles()))

    with pytest.raises(markup.SourceError, match="no se pudo leer como KML"):
        markup.describe(Member(path, "red.kml", "KML"), lambda: tmp_path, allowance)


def test_a_program_that_takes_too_long_is_stopped(tmp_path):
    # Enough for ogr2ogr to be still at it when a busy machine comes back to us.
    path = write_kml(tmp_path / "red.kml", kml(poles() * 20_000))

    with pytest.raises(markup.SourceError, match=r"tardó más de 0\.001 s"):
        markup.convert(Member(path, "red.kml", "KML"), tmp_path, markup.Allowance(seconds=0.001))
