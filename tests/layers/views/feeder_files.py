"""The ids of a feeder's things by layer, as the API and each file tell them."""

import csv
import io
import sqlite3
import zipfile
from pathlib import Path

from lxml import etree

KML = "{http://www.opengis.net/kml/2.2}"
OF_FEEDER = {
    "subestaciones": "feeder_ids={}",
    "alimentadores": "id={}",
    "vanos": "feeder_id={}",
    "transformadores": "feeder_id={}",
    "equipos": "feeder_id={}",
    "generadores": "feeder_id={}",
    "postes": "feeder_ids={}",
}


def ids_by_api(client, feeder: str) -> dict[str, list[str]]:
    return {
        layer: sorted(
            feature["id"]
            for feature in client.get(f"/api/collections/{layer}/items?limit=10000&{query.format(feeder)}").json()[
                "features"
            ]
        )
        for layer, query in OF_FEEDER.items()
    }


def ids_in_csv(client, feeder: str) -> dict[str, list[str]]:
    rows = list(csv.DictReader(io.StringIO(body(client.get(f"/alimentadores/{feeder}.csv")).decode())))
    return {layer: sorted(row["id"] for row in rows if row["layer"] == layer) for layer in OF_FEEDER}


def ids_in_kmz(client, feeder: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {layer: [] for layer in OF_FEEDER}
    for data in document(client, feeder).iter(f"{KML}SchemaData"):
        found[data.get("schemaUrl").removeprefix("#")].append(data.findtext(f"{KML}SimpleData[@name='id']"))
    return {layer: sorted(ids) for layer, ids in found.items()}


def ids_in_geopackage(client, feeder: str, folder: Path) -> dict[str, list[str]]:
    path = folder / "alimentador.gpkg"
    path.write_bytes(body(client.get(f"/alimentadores/{feeder}.gpkg")))
    database = sqlite3.connect(path)
    return {layer: sorted(row[0] for row in database.execute(f"SELECT id FROM {layer}")) for layer in OF_FEEDER}


def document(client, feeder: str) -> etree._Element:
    archive = zipfile.ZipFile(io.BytesIO(body(client.get(f"/alimentadores/{feeder}.kmz"))))
    return etree.fromstring(archive.read("doc.kml"))


def body(response) -> bytes:
    return b"".join(response.streaming_content) if response.streaming else response.content
