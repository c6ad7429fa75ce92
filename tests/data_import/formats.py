"""The small network of tests/data_import/deliveries.py in each format that a utility may deliver."""

import csv
import json
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import fiona

from tests.data_import.deliveries import Network


def as_geopackage(path: Path, network: Network, crs: str | None = "EPSG:4326") -> Path:
    return with_fiona(path, "GPKG", network, crs)


def as_geodatabase(path: Path, network: Network, crs: str = "EPSG:4326") -> Path:
    return with_fiona(path, "OpenFileGDB", network, crs)


def as_shapefiles(folder: Path, network: Network, crs: str | None = "EPSG:4326", encoding: str = "UTF-8") -> Path:
    """A folder: shapefiles for what has a place, CSV for the rest."""
    folder.mkdir(parents=True, exist_ok=True)
    for layer, rows in network.items():
        if any(row.get("geometry") for row in rows):
            path = str(folder / f"{layer}.shp")
            with fiona.open(path, "w", "ESRI Shapefile", schema=schema_of(rows), crs=crs, encoding=encoding) as file:
                file.writerecords(records(rows))
        else:
            as_csv(folder / f"{layer}.csv", rows)
    return folder


def as_csv(path: Path, rows: list[dict[str, Any]], separator: str = ",", encoding: str = "utf-8") -> Path:
    columns = columns_of(rows)
    with path.open("w", encoding=encoding, newline="") as file:
        writer = csv.writer(file, delimiter=separator)
        writer.writerow(columns)
        writer.writerows([row.get(column) for column in columns] for row in rows)
    return path


def as_kml(path: Path, network: Network) -> Path:
    """Each layer a folder of placemarks."""
    folders = "".join(
        f"<Folder><name>{layer}</name>{''.join(map(placemark, rows))}</Folder>" for layer, rows in network.items()
    )
    text = f'<kml xmlns="http://www.opengis.net/kml/2.2"><Document>{folders}</Document></kml>'
    path.write_text(f'<?xml version="1.0" encoding="UTF-8"?>{text}', encoding="utf-8")
    return path


def placemark(row: dict[str, Any]) -> str:
    data = "".join(
        f'<Data name="{name}"><value>{escape(str(value))}</value></Data>'
        for name, value in row.items()
        if name != "geometry" and value is not None
    )
    return f"<Placemark><ExtendedData>{data}</ExtendedData>{drawn(row['geometry'])}</Placemark>"


def drawn(geometry: dict[str, Any]) -> str:
    name, places = geometry["type"], geometry["coordinates"]
    text = " ".join(f"{x},{y},0" for x, y in ([places] if name == "Point" else places))
    return f"<{name}><coordinates>{text}</coordinates></{name}>"


def with_fiona(path: Path, driver: str, network: Network, crs: str | None) -> Path:
    for layer, rows in network.items():
        with fiona.open(str(path), "w", driver, schema=schema_of(rows), layer=layer, crs=crs) as file:
            file.writerecords(records(rows))
    return path


def schema_of(rows: list[dict[str, Any]]) -> dict[str, Any]:
    kinds = {row["geometry"]["type"] for row in rows if row.get("geometry")}
    samples = {
        column: next((row[column] for row in rows if row.get(column) is not None), "") for column in columns_of(rows)
    }
    return {
        "geometry": kinds.pop() if len(kinds) == 1 else "Unknown" if kinds else "None",
        "properties": {
            column: "float" if isinstance(sample, float) else "str:200" for column, sample in samples.items()
        },
    }


def columns_of(rows: list[dict[str, Any]]) -> list[str]:
    return list(dict.fromkeys(column for row in rows for column in row if column != "geometry"))


def records(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    columns = columns_of(rows)
    return [
        {
            "type": "Feature",
            "geometry": json.loads(json.dumps(row.get("geometry"))),
            "properties": {column: row.get(column) for column in columns},
        }
        for row in rows
    ]
