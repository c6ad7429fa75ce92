"""GIS clients open the API as it is: GDAL, owslib, and a fuzzer that knows only the OpenAPI description."""

import json
import shutil
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest
from owslib.ogcapi.features import Features

from layers.catalogue import layers

# Without it no test database is set up for the server's rows.
pytestmark = pytest.mark.django_db
LAYERS = {str(layer.id) for layer in layers()}
needs_gdal = pytest.mark.skipif(shutil.which("ogrinfo") is None, reason="ogrinfo comes with script/test (gdal-bin)")


def run(*command: str, seconds: int = 60) -> str:
    done = subprocess.run(command, capture_output=True, text=True, timeout=seconds, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@needs_gdal
@pytest.mark.parametrize("path", ["/api", "/api/"])
def test_gdal_lists_the_layers(server, path):
    listed = run("ogrinfo", "-q", f"OAPIF:{server}{path}")
    assert {line.split(": ")[1].split(" (")[0] for line in listed.splitlines() if ": " in line} == LAYERS


@needs_gdal
def test_gdal_knows_types_and_count_of_a_layer(server):
    described = run("ogrinfo", "-so", f"OAPIF:{server}/api", "transformadores").splitlines()
    assert "Feature Count: 2" in described
    assert {"Geometry: Point", "rated_power_kva: Real (0.0)", "data_as_of: Date (0.0)"} <= set(described)


@needs_gdal
@pytest.mark.parametrize("layer", sorted(LAYERS))
def test_gdal_copies_every_layer_page_by_page(server, layer, tmp_path):
    copy = tmp_path / "copy.geojson"
    run("ogr2ogr", "-f", "GeoJSON", str(copy), f"OAPIF:{server}/api", layer, "-oo", "PAGE_SIZE=2")
    with urllib.request.urlopen(f"{server}/api/collections/{layer}/items?limit=10000") as answer:
        listed = json.load(answer)["features"]
    copied = json.loads(copy.read_text())["features"]
    assert [feature["properties"]["id"] for feature in copied] == [feature["id"] for feature in listed]
    assert [feature["geometry"] for feature in copied] == [feature["geometry"] for feature in listed]


@needs_gdal
def test_gdal_asks_by_box_and_by_value(server):
    found = run(
        "ogrinfo", "-q", "-al", "-spat", "-72.9605", "-40.4", "-72.9585", "-40.2", f"OAPIF:{server}/api", "vanos"
    )
    assert [line for line in found.splitlines() if line.startswith("  id ")] == [
        "  id (String) = V1",
        "  id (String) = V2",
    ]


def test_owslib_reads_collections_queryables_and_items(server):
    client = Features(f"{server}/api/")
    assert set(client.feature_collections()) == LAYERS
    assert client.collection("vanos")["title"] == "Vanos"
    assert client.collection_queryables("vanos")["properties"]["length_m"]["x-unit"] == "m"
    page = client.collection_items("vanos", bbox=[-72.9605, -40.4, -72.9585, -40.2], limit=1)
    assert (page["numberMatched"], page["features"][0]["id"]) == (2, "V1")
    assert client.collection_item("transformadores", "T1")["properties"]["vnr"]["total_clp"] == 124


#: Values that exist, so that a fuzzer does not see 404 alone.
EXISTING = {"publication": [1], "asset_id": ["V1", "T1", "1", "14204"], "z": [13], "y": [5099], "x": [2435]}


@pytest.mark.parametrize("phase", ["fuzzing", pytest.param("coverage", marks=pytest.mark.slow)])
def test_a_fuzzer_finds_no_answer_that_the_description_does_not_foresee(server, tmp_path, phase):
    with urllib.request.urlopen(f"{server}/api/openapi.json") as answer:
        description = json.load(answer)
    for path in description["paths"].values():
        for parameter in path["get"].get("parameters", ()):
            if parameter["name"] in EXISTING:
                parameter["schema"]["enum"] = EXISTING[parameter["name"]]
    (tmp_path / "openapi.json").write_text(json.dumps(description))
    checks = "not_a_server_error,status_code_conformance,content_type_conformance,response_schema_conformance"
    program = str(Path(sys.executable).with_name("schemathesis"))
    source = [str(tmp_path / "openapi.json"), "--url", server]
    run(program, "run", *source, "--checks", checks, "--phases", phase, "--max-examples", "10", seconds=900)
