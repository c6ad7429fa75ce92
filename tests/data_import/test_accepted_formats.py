"""The same small network in every format becomes the same publication."""

import json
import shutil
import struct
from pathlib import Path

import fiona
import pytest
from django.contrib.gis.geos import WKTWriter

from layers.models import (
    Equipment,
    Feeder,
    Generator,
    MonthlyDemand,
    Node,
    Pole,
    Span,
    Substation,
    Transformer,
    VnrComponent,
)
from tests.data_import.deliveries import Network, place, sound_network, write_delivery
from tests.data_import.formats import as_csv, as_geodatabase, as_geopackage, as_kml, as_shapefiles
from tests.factories.sources import zip_folder

MODELS = (Substation, Feeder, Pole, Node, Span, Transformer, Equipment, Generator, MonthlyDemand, VnrComponent)


def rows_of(model) -> list[dict]:
    names = [field.name for field in model._meta.concrete_fields if field.name not in ("publication", "geom")]
    rows = model.objects.filter(publication__is_current=True)
    # A geodatabase keeps coordinates on a grid of a billionth of a degree.
    writer = WKTWriter(precision=7, trim=True)
    geometry = (
        [row.geom and writer.write(row.geom).decode() for row in rows.order_by("pk")] if hasattr(model, "geom") else []
    )
    return [*rows.order_by("pk").values(*names), *geometry]


def content() -> dict[str, list]:
    return {model.__name__: rows_of(model) for model in MODELS}


@pytest.fixture(scope="module")
def expected() -> dict:
    """Filled by the first test that asks; all the others must agree with it."""
    return {}


def tables_of(network: Network) -> Network:
    return {layer: rows for layer, rows in network.items() if not any(row.get("geometry") for row in rows)}


def drawn_of(network: Network) -> Network:
    return {layer: rows for layer, rows in network.items() if all(row.get("geometry") for row in rows)}


def geojson(folder: Path) -> Path:
    return write_delivery(folder / "red", sound_network())


def geopackage(folder: Path) -> Path:
    return as_geopackage(folder / "red.gpkg", sound_network())


def geodatabase(folder: Path) -> Path:
    return as_geodatabase(folder / "red.gdb", sound_network())


def zipped_geodatabase(folder: Path) -> Path:
    (folder / "gdb").mkdir()
    as_geodatabase(folder / "gdb" / "red.gdb", sound_network())
    return zip_folder(folder / "gdb", folder / "red.zip")


def shapefiles(folder: Path) -> Path:
    return as_shapefiles(folder / "red", sound_network())


def zipped_shapefiles(folder: Path) -> Path:
    return zip_folder(shapefiles(folder), folder / "red.zip")


def kml(folder: Path) -> Path:
    network = sound_network()
    rest = {layer: rows for layer, rows in network.items() if layer not in drawn_of(network)}
    as_kml(write_delivery(folder / "red", rest) / "red.kml", drawn_of(network))
    return folder / "red"


def kmz(folder: Path) -> Path:
    delivery = kml(folder)
    (delivery / "doc").mkdir()
    shutil.move(delivery / "red.kml", delivery / "doc" / "doc.kml")
    zip_folder(delivery / "doc", delivery / "red.kmz")
    shutil.rmtree(delivery / "doc")
    return delivery


def newline_delimited_geojson(folder: Path) -> Path:
    delivery = geojson(folder)
    for path in delivery.glob("*.geojson"):
        features = json.loads(path.read_text(encoding="utf-8"))["features"]
        path.with_suffix(".geojsonl").write_text("\n".join(map(json.dumps, features)), encoding="utf-8")
        path.unlink()
    return delivery


def tables_in_windows_csv(folder: Path) -> Path:
    """Semicolons, Windows-1252, a byte order mark nowhere."""
    network = sound_network()
    delivery = write_delivery(
        folder / "red", {layer: rows for layer, rows in network.items() if layer not in tables_of(network)}
    )
    for layer, rows in tables_of(network).items():
        as_csv(delivery / f"{layer}.csv", rows, separator=";", encoding="cp1252")
    return delivery


def with_heights(rows: list[dict]) -> list[dict]:
    """3D and measured coordinates; lines as multi geometries of one part."""
    raised = []
    for row in rows:
        geometry = row["geometry"]
        if geometry["type"] == "Point":
            geometry = {"type": "Point", "coordinates": [*geometry["coordinates"], 51.5]}
        else:
            geometry = {"type": "MultiLineString", "coordinates": [[[*xy, 51.5] for xy in geometry["coordinates"]]]}
        raised.append(row | {"geometry": geometry})
    return raised


def three_dimensions_and_one_part_multis(folder: Path) -> Path:
    network = sound_network()
    delivery = write_delivery(
        folder / "red", {layer: rows for layer, rows in network.items() if layer not in drawn_of(network)}
    )
    as_geopackage(delivery / "red.gpkg", {layer: with_heights(rows) for layer, rows in drawn_of(network).items()})
    return delivery


def measured_shapefiles(folder: Path) -> Path:
    """Shapefiles of type PolyLineM, as ESRI's linear referencing writes them."""
    delivery = shapefiles(folder)
    for layer, kind in (("vanos", 23), ("postes", 21)):
        measure(delivery / f"{layer}.shp", kind)
    return delivery


def measure(path: Path, kind: int) -> None:
    """Rewrite a 2D shapefile with a measure at each vertex."""
    with fiona.open(str(path)) as opened:
        shapes = [feature.geometry.__geo_interface__ for feature in opened]
    shp, shx = shape_records(shapes, kind)
    for suffix, body in ((".shp", shp), (".shx", shx)):
        target = path.with_suffix(suffix)
        header = bytearray(target.read_bytes()[:100])
        header[24:28] = ((100 + len(body)) // 2).to_bytes(4, "big")
        header[32:36] = kind.to_bytes(4, "little")
        target.write_bytes(bytes(header) + body)


def shape_records(shapes: list[dict], kind: int) -> tuple[bytes, bytes]:
    shp, shx, at = b"", b"", 50
    for number, shape in enumerate(shapes, 1):
        places = [shape["coordinates"]] if kind == 21 else shape["coordinates"]
        points = b"".join(struct.pack("<2d", *xy) for xy in places)
        measures = b"".join(struct.pack("<d", value) for value in range(len(places)))
        if kind == 21:
            body = struct.pack("<i", kind) + points + measures
        else:
            xs, ys = zip(*places, strict=True)
            box = struct.pack("<4d", min(xs), min(ys), max(xs), max(ys))
            head = struct.pack("<i", kind) + box + struct.pack("<3i", 1, len(places), 0)
            body = head + points + struct.pack("<2d", 0, len(places) - 1) + measures
        shp += struct.pack(">2i", number, len(body) // 2) + body
        shx += struct.pack(">2i", at, len(body) // 2)
        at += 4 + len(body) // 2
    return shp, shx


@pytest.mark.parametrize(
    "write",
    [
        geojson,
        geopackage,
        geodatabase,
        zipped_geodatabase,
        shapefiles,
        zipped_shapefiles,
        kml,
        kmz,
        newline_delimited_geojson,
        tables_in_windows_csv,
        three_dimensions_and_one_part_multis,
        measured_shapefiles,
    ],
    ids=lambda write: write.__name__.replace("_", "-"),
)
def test_a_network_is_the_same_in_every_format(published, expected, tmp_path, write):
    path = write(tmp_path)
    assert published(path).splitlines()[-1] == "Tomada con 0 avisos: es la publicación 2, vigente desde ahora."
    found = content()
    assert found == (expected or found)
    expected.update(found)
    assert [len(rows) for rows in found.values()] == [2, 2, 10, 14, 8, 2, 2, 4, 1, 1]
    assert found["Span"][4] == f"LINESTRING ({' '.join(map(str, place(0)))}, {' '.join(map(str, place(1)))})"
