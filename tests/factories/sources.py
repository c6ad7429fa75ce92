"""Small files as a utility would deliver them, and how to read them back in one line.

fiona leaves out a value of the wrong type with a mere warning: a float column takes 9.0, not 9.
"""

import csv
import json
import zipfile
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import fiona
import pytest
import shapely
from shapely.geometry import mapping

from layers.sources import SourceError, open_source

POLES = {"geometry": "Point", "properties": {"id": "str:20", "nombre": "str:40", "altura": "float"}}
SPANS = {"geometry": "LineString", "properties": {"id": "str:20", "largo": "float"}}
TABLE = {"geometry": "None", "properties": {"id": "str", "kva": "float"}}


def feature(wkt: str | None, **properties: Any) -> dict:
    geometry = None if wkt is None else json.loads(json.dumps(mapping(shapely.from_wkt(wkt))))
    return {"type": "Feature", "geometry": geometry, "properties": properties}


def poles(number: int = 2) -> list[dict]:
    return [
        feature(f"POINT ({-72.9 + at / 1000:.3f} -40.3)", id=str(at), nombre=f"Poste Ñ{at}", altura=9.5)
        for at in range(1, number + 1)
    ]


POLE_ROWS = [
    ("1", "Poste Ñ1", "9.5", "POINT (-72.899 -40.3)"),
    ("2", "Poste Ñ2", "9.5", "POINT (-72.898 -40.3)"),
]


def write_shapefile(
    path: Path, rows: list[dict], schema: dict = POLES, crs: str = "EPSG:4674", encoding: str = "UTF-8"
) -> Path:
    return _write(path, "ESRI Shapefile", rows, schema, crs=crs, encoding=encoding)


def write_geopackage(
    path: Path, rows: list[dict], schema: dict = POLES, layer: str = "postes", crs: str | None = "EPSG:4674"
) -> Path:
    """One more layer each time it is called for the same path."""
    return _write(path, "GPKG", rows, schema, layer=layer, crs=crs)


def write_filegdb(
    path: Path, rows: list[dict], schema: dict = POLES, layer: str = "postes", crs: str = "EPSG:4674"
) -> Path:
    """One more layer each time it is called for the same path; fiona writes no projected CRS into it."""
    return _write(path, "OpenFileGDB", rows, schema, layer=layer, crs=crs)


def _write(path: Path, driver: str, rows: list[dict], schema: dict, **options: Any) -> Path:
    with fiona.open(str(path), "w", driver=driver, schema=schema, **options) as file:
        file.writerecords(rows)
    return path


def write_geojson(path: Path, rows: list[dict], **members: Any) -> Path:
    path.write_text(json.dumps({"type": "FeatureCollection", **members, "features": rows}, ensure_ascii=False), "utf-8")
    return path


def write_csv(path: Path, rows: list[list], separator: str = ",", encoding: str = "utf-8") -> Path:
    """The first row is the header."""
    with path.open("w", encoding=encoding, newline="") as file:
        csv.writer(file, delimiter=separator).writerows(rows)
    return path


def kml(rows: list[dict], folder: str = "postes", extra: str = "") -> str:
    marks = "".join(_placemark(row) for row in rows)
    return (
        '<?xml version="1.0" encoding="UTF-8"?><kml xmlns="http://www.opengis.net/kml/2.2"><Document>'
        f"{extra}<Folder><name>{folder}</name>{marks}</Folder></Document></kml>"
    )


def _placemark(row: dict) -> str:
    data = "".join(
        f'<Data name="{name}"><value>{escape(str(value))}</value></Data>' for name, value in row["properties"].items()
    )
    x, y = row["geometry"]["coordinates"]
    point = f"<Point><coordinates>{x},{y},0</coordinates></Point>"
    return f"<Placemark><ExtendedData>{data}</ExtendedData>{point}</Placemark>"


def write_kmz(path: Path, rows: list[dict], folder: str = "postes") -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("doc.kml", kml(rows, folder))
    return path


def zip_folder(folder: Path, target: Path) -> Path:
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(folder.rglob("*")):
            archive.write(path, path.relative_to(folder))
    return target


def damage(path: Path, at: float, length: int) -> None:
    """Zeros over `length` bytes from a place given as a part of the file."""
    content = bytearray(path.read_bytes())
    start = int(at * len(content))
    content[start : start + length] = bytes(len(content[start : start + length]))
    path.write_bytes(content)


def cut(path: Path, to: float) -> Path:
    path.write_bytes(path.read_bytes()[: int(to * path.stat().st_size)])
    return path


def read(path: Path, layer: str | None = None, **options: Any) -> list[tuple]:
    """The rows of a layer (the only one, unless named) as (*values, WKT or None)."""
    with open_source(path, **options) as source:
        (found,) = source.layers.values() if layer is None else [source.layers[layer]]
        return [(*values, wkb and shapely.from_wkb(wkb).wkt) for _, values, wkb in found.rows()]


def refusal(path: Path, **options: Any) -> SourceError:
    """The error that opening the path and reading all of it ends with."""
    with pytest.raises(SourceError) as caught:
        read_all(path, **options)
    return caught.value


def read_all(path: Path, **options: Any) -> dict[str, list]:
    with open_source(path, **options) as source:
        return {name: list(layer.rows()) for name, layer in source.layers.items()}
