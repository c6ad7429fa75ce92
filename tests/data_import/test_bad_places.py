"""Coordinates that cannot be, through the whole command: what is said, and that people still see what they saw."""

import sqlite3
from pathlib import Path

import pytest
from pyproj import Transformer

from data_import.mapping import SHIPPED
from tests.data_import.deliveries import Network, place, point, row_of, sound_network, write_delivery
from tests.data_import.formats import as_csv, as_geopackage, as_shapefiles

UNKNOWN_CRS = "No se sabe en qué sistema de referencia están las coordenadas (¿falta el .prj?): indíquelo con --srid."


def projected(srid: int) -> Network:
    return moved(Transformer.from_crs(4326, srid, always_xy=True).transform)


def moved(move) -> Network:
    """The sound network with each position changed."""

    def each(coordinates):
        return [each(part) for part in coordinates] if isinstance(coordinates[0], list) else list(move(*coordinates))

    network = sound_network()
    for row in (row for rows in network.values() for row in rows if row.get("geometry")):
        row["geometry"] = {**row["geometry"], "coordinates": each(row["geometry"]["coordinates"])}
    return network


def crs(srid: int) -> dict:
    return {"type": "name", "properties": {"name": f"urn:ogc:def:crs:EPSG::{srid}"}}


# Which reference system


def test_a_geopackage_that_states_no_system(unreadable, tmp_path):
    assert unreadable(as_geopackage(tmp_path / "red.gpkg", sound_network(), crs=None)) == UNKNOWN_CRS


def test_a_system_that_nobody_knows(unreadable, tmp_path):
    folder = write_delivery(tmp_path / "red", sound_network(), crs=crs(999999))
    assert unreadable(folder) == (
        "El sistema de referencia del archivo no se reconoce (urn:ogc:def:crs:EPSG::999999): indíquelo con --srid."
    )


def test_a_projection_file_of_nonsense(unreadable, tmp_path):
    folder = as_shapefiles(tmp_path / "red", sound_network())
    for path in folder.glob("*.prj"):
        path.write_text("UTM 18 sur, creo", encoding="utf-8")
    assert (
        unreadable(folder)
        == "El sistema de referencia del archivo no se reconoce (UTM 18 sur, creo): indíquelo con --srid."
    )


def test_a_system_of_another_continent(unreadable, tmp_path):
    folder = write_delivery(tmp_path / "red", sound_network(), crs=crs(2154))
    assert unreadable(folder) == (
        "EPSG:2154, que indica el archivo, no está entre los sistemas admitidos: use, por ejemplo, --srid 32718 o 4326."
    )


def test_a_system_asked_for_that_is_not_admitted(unreadable, tmp_path):
    folder = write_delivery(tmp_path / "red", sound_network())
    assert unreadable(folder, "--srid", "1") == (
        "EPSG:1, que indica --srid, no está entre los sistemas admitidos: use, por ejemplo, --srid 32718 o 4326."
    )


def test_swapped_axes(unreadable, tmp_path):
    folder = write_delivery(tmp_path / "red", moved(lambda x, y: (y, x)))
    assert unreadable(folder) == "Los ejes están cambiados: viene latitud, longitud donde debe venir longitud, latitud."


def test_degrees_said_to_be_metres(unreadable, tmp_path):
    folder = write_delivery(tmp_path / "red", sound_network(), crs=crs(32718))
    assert unreadable(folder) == (
        "Las coordenadas parecen grados, pero EPSG:32718 está en metros: indique --srid 4326 si son longitud y latitud."
    )


def test_metres_said_to_be_degrees(unreadable, tmp_path):
    folder = write_delivery(tmp_path / "red", projected(32718))
    assert unreadable(folder) == (
        "Las coordenadas parecen metros, pero EPSG:4326 está en grados: indique el sistema correcto con --srid."
    )


def test_zone_18_said_to_be_19(unreadable, tmp_path):
    folder = write_delivery(tmp_path / "red", projected(32718), crs=crs(32719))
    assert unreadable(folder) == (
        "El huso no corresponde: en EPSG:32719 la red cae fuera de Los Ríos y el norte de Los Lagos; "
        "en EPSG:32718 cae dentro. Use --srid 32718."
    )


def test_zone_19_said_to_be_18(unreadable, tmp_path):
    folder = write_delivery(tmp_path / "red", projected(9150), crs=crs(9149))
    assert unreadable(folder) == (
        "El huso no corresponde: en EPSG:9149 la red cae fuera de Los Ríos y el norte de Los Lagos; "
        "en EPSG:9150 cae dentro. Use --srid 9150."
    )


def test_a_network_in_another_country(unreadable, tmp_path):
    folder = write_delivery(tmp_path / "red", moved(lambda x, y: (x + 20, y + 12)))
    assert unreadable(folder) == (
        "La red cae fuera de Los Ríos y el norte de Los Lagos (centro en -28.3000, -53.0600): "
        "revise el sistema de referencia o la región."
    )


@pytest.mark.parametrize("srid", [32718, 5362, 9149, 20048, 31978, 3857])
def test_what_the_refusal_asks_for_helps(command, current, tmp_path, srid):
    """The same metres, with --srid beside them."""
    outcome = command(write_delivery(tmp_path / "red", projected(srid)), "--srid", str(srid), "--dry-run")
    assert (outcome.code, outcome.error, outcome.out.splitlines()[-1]) == (
        0,
        "",
        "Se puede tomar, con 0 avisos. Era un ensayo (--dry-run): no cambió nada.",
    )


# Geometries of single rows


def with_span(geometry: dict | None) -> Network:
    network = sound_network()
    row_of(network, "vanos", "V2").update(geometry=geometry, length_m=None)
    return network


@pytest.mark.parametrize(
    ("geometry", "sentence"),
    [
        pytest.param(None, "vanos.geojson, vanos, fila 1, id V2: geometry: sin geometría", id="null"),
        pytest.param(
            {"type": "LineString", "coordinates": []},
            "vanos.geojson, vanos, fila 1, id V2: geometry = LINESTRING EMPTY: geometría vacía",
            id="empty",
        ),
        pytest.param(
            {"type": "LineString", "coordinates": [place(0), place(1), place(0, 1), place(1, 1), place(0.5, -1)]},
            "vanos.geojson, vanos, fila 1, id V2: geometry = LINESTRING(-73.06 -40.3,-73.059 -40.3,-73.06 -40.301,"
            "-73.059 -40.301,-73.0595 -4: la geometría se cruza a sí misma",
            id="self-crossing",
        ),
        pytest.param(
            {"type": "LineString", "coordinates": [place(0), place(0)]},
            "vanos.geojson, vanos, fila 1, id V2: geometry = LINESTRING(-73.06 -40.3,-73.06 -40.3): "
            "geometría inválida: coordenadas que no son números o puntos repetidos",
            id="without-length",
        ),
        pytest.param(
            {"type": "LineString", "coordinates": [place(0)]},
            "vanos.geojson, vanos, fila 1, id V2: geometry = LINESTRING(-73.06 -40.3): "
            "geometría inválida: coordenadas que no son números o puntos repetidos",
            id="of-one-point",
        ),
        pytest.param(
            {"type": "LineString", "coordinates": [place(0), [float("nan"), -40.3]]},
            "vanos.geojson, vanos, fila 1, id V2: geometry = LINESTRING(-73.06 -40.3,NaN -40.3): "
            "geometría inválida: coordenadas que no son números o puntos repetidos",
            id="nan",
        ),
        pytest.param(
            {"type": "LineString", "coordinates": [place(0), [float("inf"), -40.3]]},
            "vanos.geojson, vanos, fila 1, id V2: geometry = LINESTRING(-73.06 -40.3,Infinity -40.3): "
            "geometría inválida: coordenadas que no son números o puntos repetidos",
            id="infinity",
        ),
        pytest.param(
            {"type": "MultiLineString", "coordinates": [[place(0), place(1)], [place(2), place(3)]]},
            "vanos.geojson, vanos, fila 1, id V2: geometry = MULTILINESTRING((-73.06 -40.3,-73.059 -40.3),"
            "(-73.058 -40.3,-73.057 -40.3)): la geometría no es LineString simple",
            id="two-parts",
        ),
        pytest.param(
            point(1),
            "vanos.geojson, vanos, fila 1, id V2: geometry = POINT(-73.059 -40.3): la geometría no es LineString simple",
            id="a-point",
        ),
        pytest.param(
            {"type": "LineString", "coordinates": [place(1), [200, 95]]},
            "vanos.geojson, vanos, fila 1, id V2: geometry = LINESTRING(-73.059 -40.3,200 95): coordenadas fuera del mundo",
            id="off-the-world",
        ),
        pytest.param(
            {"type": "LineString", "coordinates": [place(1), [-60, -30]]},
            "vanos.geojson, vanos, fila 1, id V2: geometry = POINT(-73.059 -40.3): cae fuera de la región del mapeo",
            id="outside-the-region",
        ),
        pytest.param(
            {"type": "Polygon", "coordinates": [[place(0), place(1), place(1, 1)]]},
            "vanos.geojson, vanos, fila 1, id V2: geometry = POLYGON((-73.06 -40.3,-73.059 -40.3,-73.059 -40.301)): "
            "la superficie se cruza a sí misma",
            id="a-ring-left-open",
        ),
        pytest.param(
            {"type": "Polygon", "coordinates": [[place(0), place(1, 1), place(0, 1), place(1), place(0)]]},
            "vanos.geojson, vanos, fila 1, id V2: geometry = POLYGON((-73.06 -40.3,-73.059 -40.301,-73.06 -40.301,"
            "-73.059 -40.3,-73.06 -40.3): la superficie se cruza a sí misma",
            id="a-self-crossing-polygon",
        ),
    ],
)
def test_a_geometry_that_cannot_be_kept(refused, tmp_path, geometry, sentence):
    assert refused(write_delivery(tmp_path / "red", with_span(geometry))) == [sentence]


def test_one_stray_place_is_a_row_not_a_wrong_system(refused, tmp_path):
    network = sound_network()
    row_of(network, "postes", "P4")["geometry"] = {"type": "Point", "coordinates": [0, 0]}
    assert refused(write_delivery(tmp_path / "red", network)) == [
        "postes.geojson, postes, fila 4, id P4: geometry = POINT(0 0): cae fuera de la región del mapeo"
    ]


@pytest.mark.parametrize(
    ("coordinates", "sentence"),
    [
        ("nada", "La geometría del elemento 1 de vanos.geojson no se entiende: revise sus coordenadas."),
        ([1, 2], "La geometría del elemento 1 de vanos.geojson no se entiende: revise sus coordenadas."),
        (
            [["a", "b"], ["c", "d"]],
            "La geometría del elemento 1 de vanos.geojson no se entiende: revise sus coordenadas.",
        ),
    ],
    ids=["text", "flat", "letters"],
)
def test_coordinates_that_are_none(unreadable, tmp_path, coordinates, sentence):
    folder = write_delivery(tmp_path / "red", with_span({"type": "LineString", "coordinates": coordinates}))
    assert unreadable(folder) == sentence


def test_a_damaged_geometry_in_a_geopackage(unreadable, tmp_path):
    path = as_geopackage(tmp_path / "red.gpkg", sound_network())
    with sqlite3.connect(path) as database:
        for (trigger,) in database.execute("select name from sqlite_master where type = 'trigger'").fetchall():
            database.execute(f'drop trigger "{trigger}"')
        database.execute("update vanos set geom = substr(geom, 1, 60) where id = 'V2'")
    database.close()
    assert unreadable(path) == (
        "La geometría de la fila 2 de la capa vanos (red.gpkg) está dañada: pida una copia nueva."
    )


# Coordinates in columns of a CSV


@pytest.fixture
def with_csv(tmp_path):
    """A delivery whose poles are a CSV with coordinates, and a mapping that says so."""

    def make(rows: list[dict], source: str = "srid = 32718\n") -> tuple[Path, Path]:
        folder = write_delivery(tmp_path / "red", sound_network())
        (folder / "postes.geojson").unlink()
        as_csv(folder / "postes.csv", rows, separator=";", encoding="latin-1")
        text = (
            (SHIPPED / "canonical.toml")
            .read_text(encoding="utf-8")
            .replace("\n[region]", f"\n[source]\n{source}[region]", 1)
        )
        text = text.replace('source = "postes"', 'source = "postes"\ngeometry = { x = "ESTE", y = "NORTE" }', 1)
        (tmp_path / "propio.toml").write_text(text, encoding="utf-8")
        return folder, tmp_path / "propio.toml"

    return make


def poles(**columns) -> list[dict]:
    """P0 to P4 with UTM coordinates, the last one changed."""
    transformer = Transformer.from_crs(4326, 32718, always_xy=True)
    rows = []
    for row in sound_network()["postes"]:
        x, y = transformer.transform(*row["geometry"]["coordinates"])
        rows.append({"id": row["id"], "material": "Hormigón", "ESTE": f"{x:.2f}", "NORTE": f"{y:.2f}"})
    rows[-1] |= columns
    return rows


@pytest.mark.parametrize(
    ("columns", "sentence"),
    [
        pytest.param({"ESTE": "abc"}, "geometry = abc 5537053.00: ESTE: no es un número", id="letters"),
        pytest.param({"ESTE": "NaN"}, "geometry = NaN 5537053.00: ESTE: no es un número", id="nan"),
        pytest.param(
            {"NORTE": "5537041,5"},
            'geometry = 664952.20 5537041,5: NORTE: lleva coma decimal: diga decimal = "," en el mapeo',
            id="decimal-comma",
        ),
        pytest.param({"ESTE": ""}, "geometry = 5537053.00: sin geometría", id="nothing"),
    ],
)
def test_a_coordinate_that_is_no_number(refused, with_csv, columns, sentence):
    rows = poles(**columns)
    folder, mapping = with_csv(rows)
    sentence = sentence.replace("5537053.00", rows[-1]["NORTE"]).replace("664952.20", rows[-1]["ESTE"])
    assert refused(folder, mapping=mapping) == [f"postes.csv, postes, fila 6, id P4: {sentence}"]


def test_columns_that_are_swapped(unreadable, with_csv):
    rows = [row | {"ESTE": row["NORTE"], "NORTE": row["ESTE"]} for row in poles()]
    folder, mapping = with_csv(rows)
    assert (
        unreadable(folder, mapping=mapping)
        == "Los ejes están cambiados: viene norte, este donde debe venir este, norte."
    )


def test_columns_without_a_system(unreadable, with_csv):
    folder, mapping = with_csv(poles(), source="")
    assert unreadable(folder, mapping=mapping) == UNKNOWN_CRS


def test_a_coordinate_column_that_is_missing(unreadable, with_csv):
    folder, mapping = with_csv([{"id": "P0", "ESTE": "1", "NORTES": "2"}])
    assert unreadable(folder, mapping=mapping) == (
        "La capa postes no trae la columna NORTE, que el mapeo usa para la geometría; ¿quiso decir NORTES?"
    )


def test_columns_with_coordinates_are_read(command, current, with_csv):
    folder, mapping = with_csv(poles())
    outcome = command(folder, "--dry-run", mapping=mapping)
    assert (outcome.code, outcome.out.splitlines()[-1]) == (
        0,
        "Se puede tomar, con 0 avisos. Era un ensayo (--dry-run): no cambió nada.",
    )
