"""Loads regions and comunas from the files under layers/base."""

import csv
import json
from functools import cache
from pathlib import Path
from typing import NamedTuple

from django.contrib.gis.geos import GEOSGeometry, MultiPolygon

BASE = Path(__file__).parent / "base"
#: Regions whose name does not follow a plain «de»: O'Higgins, Maule, Biobío, Metropolitana.
ARTICLES = {"06": "del ", "07": "del ", "08": "del ", "13": ""}


def comuna_rows() -> list[dict[str, str]]:
    with (BASE / "cut_comunas.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


class ComunaPlace(NamedTuple):
    """A comuna by name, and the region it lies in."""

    code: str
    name: str
    region_code: str
    region_name: str

    @property
    def region(self) -> str:
        """As it is said: `Región de Los Ríos`, `Región del Maule`."""
        return f"Región {ARTICLES.get(self.region_code, 'de ')}{self.region_name}"


@cache
def comunas_by_code() -> dict[str, ComunaPlace]:
    """All of Chile's; they change by law, not by publication."""
    rows = comuna_rows()
    places = (ComunaPlace(row["cut_comuna"], row["comuna"], row["cut_region"], row["region"]) for row in rows)
    return {place.code: place for place in places}


def comuna_limits() -> dict[str, MultiPolygon]:
    """CUT code → limit in longitude, latitude, for the comunas whose limits we hold."""
    features = json.loads((BASE / "comunas.geojson").read_text(encoding="utf-8"))["features"]
    return {feature["properties"]["CUT_COM"]: as_multipolygon(feature["geometry"]) for feature in features}


def as_multipolygon(geometry: dict) -> MultiPolygon:
    shape = GEOSGeometry(json.dumps(geometry), srid=4326)
    return shape if isinstance(shape, MultiPolygon) else MultiPolygon(shape, srid=4326)


def load_territory(region_model, comuna_model) -> None:
    """Fill both tables; running it again changes nothing."""
    rows, limits = comuna_rows(), comuna_limits()
    regions = {row["cut_region"]: row["region"] for row in rows}
    region_model.objects.bulk_create(
        [region_model(code=code, name=name) for code, name in regions.items()], ignore_conflicts=True
    )
    comuna_model.objects.bulk_create(
        [
            comuna_model(
                code=row["cut_comuna"],
                name=row["comuna"],
                province=row["provincia"],
                region_id=row["cut_region"],
                geom=limits.get(row["cut_comuna"]),
            )
            for row in rows
        ],
        ignore_conflicts=True,
    )
