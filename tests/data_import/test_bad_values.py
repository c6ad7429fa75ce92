"""Rows that cannot be taken: file, layer, line, field, value and reason are said, and people still see what they saw."""

import pytest

from layers.models import Span
from tests.data_import.deliveries import Network, point, row_of, sound_network, write_delivery
from tests.data_import.formats import as_csv, as_geopackage, as_shapefiles
from tests.data_import.mappings import canonical_with


def changed(layer: str, name: str, /, **columns) -> Network:
    network = sound_network()
    row_of(network, layer, name).update(columns)
    return network


def added(layer: str, /, **row) -> Network:
    network = sound_network()
    network[layer].append(row)
    return network


def same_pole_twice() -> Network:
    return added("postes", id="P1", geometry=point(1))


@pytest.mark.parametrize(
    ("network", "lines"),
    [
        pytest.param(
            changed("vanos", "V2", length_m="NaN"),
            ["vanos.geojson, vanos, fila 1, id V2: length_m = NaN: no es un número"],
            id="nan",
        ),
        pytest.param(
            changed("vanos", "V2", length_m=float("nan")),
            ["vanos.geojson, vanos, fila 1, id V2: length_m = NaN: no es un número"],
            id="a-json-nan",
        ),
        pytest.param(
            changed("vanos", "V2", length_m="1e400"),
            ["vanos.geojson, vanos, fila 1, id V2: length_m = 1e400: no es un número"],
            id="1e400",
        ),
        pytest.param(
            changed("vanos", "V2", length_m="9" * 250 + "e99"),
            [f"vanos.geojson, vanos, fila 1, id V2: length_m = {'9' * 120}: no es un número"],
            id="many-digits",
        ),
        pytest.param(
            changed("vanos", "V2", length_m="84,9"),
            [
                'vanos.geojson, vanos, fila 1, id V2: length_m = 84,9: lleva coma decimal: diga decimal = "," en el mapeo'
            ],
            id="decimal-comma",
        ),
        pytest.param(
            changed("vanos", "V2", length_m=-3.0),
            ["vanos.geojson, vanos, fila 1, id V2: length_m = -3.0: es negativo"],
            id="negative",
        ),
        pytest.param(
            changed("transformadores", "T1", transformer_type="Trifásico"),
            [
                "transformadores.geojson, transformadores, fila 0, id T1: transformer_type = Trifásico: "
                "código desconocido; se acepta MONOFASICO, BIFASICO, TRIFASICO",
                "transformadores: 1 fila: se perdieron todas las filas de la capa",
            ],
            id="unknown-word",
        ),
        pytest.param(
            changed("generadores", "G1", connected_on="31/02/2020"),
            ["generadores.geojson, generadores, fila 0, id G1: connected_on = 31/02/2020: no es una fecha YYYY-MM-DD"],
            id="no-such-date",
        ),
        pytest.param(
            changed("postes", "P1", plate="x" * 65),
            [f"postes.geojson, postes, fila 1, id P1: plate = {'x' * 65}: más de 64 caracteres"],
            id="too-long",
        ),
        pytest.param(
            changed("vanos", "V2", from_node=" "),
            ["vanos.geojson, vanos, fila 1, id V2: from_node: falta el valor"],
            id="required",
        ),
        pytest.param(
            added("vnr", code="X1", unit_price_clp=1e12),
            ["vnr.geojson, vnr, fila 1, id X1: unit_price_clp = 1000000000000.0: fuera de rango"],
            id="a-price-beyond-its-column",
        ),
        pytest.param(
            same_pole_twice(),
            ["postes.geojson, postes, fila 5, id P1: id = P1: el identificador se repite"],
            id="duplicate-id",
        ),
        pytest.param(
            changed("vanos", "V4", to_node="L9"),
            ["vanos.geojson, vanos, fila 3, id V4: to_node = L9: no hay tal nodo en la entrega"],
            id="unknown-node-of-a-span",
        ),
        pytest.param(
            changed("transformadores", "T1", from_node="L9"),
            ["transformadores.geojson, transformadores, fila 0, id T1: from_node = L9: no hay tal nodo en la entrega"],
            id="unknown-node-of-a-transformer",
        ),
        pytest.param(
            changed("equipos", "E1", feeder_id="77"),
            ["equipos.geojson, equipos, fila 0, id E1: feeder_id = 77: no hay tal alimentador"],
            id="unknown-feeder",
        ),
        pytest.param({**sound_network(), "vanos": []}, ["vanos: la entrega no trae ni uno"], id="an-empty-layer"),
        pytest.param(
            {**sound_network(), "demandas": [{"layer": "alimentadores", "asset_id": "1", "month": "0000-01"}]},
            [
                "demandas.geojson, demandas, fila 0, id alimentadores: month = 0000-01: no es un mes AAAA-MM",
                "demandas: 1 fila: se perdieron todas las filas de la capa",
            ],
            id="a-layer-that-loses-all-its-rows",
        ),
    ],
)
def test_a_value_that_cannot_be_taken(refused, tmp_path, network, lines):
    assert refused(write_delivery(tmp_path / "red", network)) == lines


def test_rows_of_a_refused_delivery_are_fit_and_not_taken(command, current, tmp_path):
    out = command(write_delivery(tmp_path / "red", changed("vanos", "V2", length_m="NaN"))).out
    assert ("Aptas" in out, "Tomadas" in out) == (True, False)


def test_a_code_outside_its_table(refused, tmp_path):
    mapping = canonical_with(
        tmp_path,
        ('state = "state"', 'state = { column = "state", codes = "estado" }'),
        before_region='[codes.estado]\nA = "abierto"\n',
    )
    assert refused(write_delivery(tmp_path / "red", sound_network()), mapping=mapping) == [
        "equipos.geojson, equipos, fila 0, id E1: state = cerrado: código desconocido",
        "equipos: 1 fila: se perdieron todas las filas de la capa",
    ]


def test_a_code_that_leaves_a_needed_column_empty(refused, tmp_path):
    mapping = canonical_with(
        tmp_path,
        ('equipment_type = "equipment_type"', 'equipment_type = { column = "equipment_type", codes = "tipo" }'),
        before_region='[codes.tipo]\nfusible = ""\n',
    )
    assert refused(write_delivery(tmp_path / "red", sound_network()), mapping=mapping)[0] == (
        "equipos.geojson, equipos, fila 0, id E1: equipment_type = fusible: falta el valor"
    )


def test_a_demand_without_its_asset_in_words_for_nothing(refused, tmp_path):
    mapping = canonical_with(tmp_path, source='empty = ["S/I"]')
    network = changed("vanos", "V2", to_node="S/I")
    assert refused(write_delivery(tmp_path / "red", network), mapping=mapping) == [
        "vanos.geojson, vanos, fila 1, id V2: to_node: falta el valor"
    ]


# Text in another encoding than it says


def spans_of_the_new_publication() -> list[tuple]:
    return list(Span.objects.filter(publication__is_current=True).order_by("id").values_list("id", "name", "length_m"))


@pytest.fixture
def accented() -> Network:
    network = sound_network()
    for number, row in enumerate(network["vanos"], 1):
        row["name"] = f"Ñuble {number}"
    return network


NAMES = [("V1", "Ñuble 1", 84.9), ("V2", "Ñuble 2", 84.9), ("V3", "Ñuble 3", 84.9), ("V4", "Ñuble 4", 84.9)]


@pytest.mark.parametrize(
    ("encoding", "cpg", "note"),
    [
        pytest.param(
            "ISO-8859-1",
            None,
            "vanos.dbf se leyó como Windows-1252: no declara su codificación y su texto no es UTF-8.",
            id="latin-1-unsaid",
        ),
        pytest.param(
            "ISO-8859-1",
            "UTF-8",
            "vanos.cpg dice UTF-8 pero el texto no lo es; se ignoró: vanos.dbf se leyó como Windows-1252.",
            id="latin-1-said-to-be-utf-8",
        ),
        pytest.param(
            "UTF-8",
            "epsg:32619",
            "vanos.cpg dice «epsg:32619», que no es una codificación; se ignoró: vanos.dbf se leyó como UTF-8.",
            id="nonsense",
        ),
        pytest.param(
            "UTF-8",
            "ISO-8859-1",
            "vanos.cpg dice ISO-8859-1 (Latin-1) pero el texto es UTF-8; se ignoró: vanos.dbf se leyó como UTF-8.",
            id="utf-8-said-to-be-latin-1",
        ),
    ],
)
def test_letters_arrive_whatever_the_cpg_says(published, tmp_path, accented, encoding, cpg, note):
    folder = as_shapefiles(tmp_path / "red", accented, encoding=encoding)
    (folder / "vanos.cpg").unlink(missing_ok=True)
    if cpg:
        (folder / "vanos.cpg").write_text(cpg, encoding="ascii")
    out = published(folder)
    assert f"· {note}" in out.splitlines()
    assert spans_of_the_new_publication() == NAMES


def test_an_encoding_asked_for_that_is_wrong(unreadable, tmp_path, accented):
    folder = as_shapefiles(tmp_path / "red", accented, encoding="ISO-8859-1")
    mapping = canonical_with(tmp_path, source='encoding = "utf-8"')
    assert (
        unreadable(folder, mapping=mapping)
        == "La fila 0 de subestaciones.shp no está en UTF-8: indique la codificación correcta."
    )


# Decimal commas


def with_commas() -> Network:
    network = sound_network()
    for row in network["vanos"]:
        row["length_m"] = "84,9"
    return network


def test_decimal_commas_are_read_where_the_mapping_says_so(published, tmp_path):
    folder = write_delivery(tmp_path / "red", with_commas())
    (folder / "vanos.geojson").unlink()
    as_shapefiles(tmp_path / "shp", {"vanos": with_commas()["vanos"]})
    for path in (tmp_path / "shp").iterdir():
        path.rename(folder / path.name)
    published(folder, mapping=canonical_with(tmp_path, source='decimal = ","'))
    assert [length for _, _, length in spans_of_the_new_publication()] == [84.9] * 4


def test_a_decimal_comma_leaves_real_numbers_alone(published, tmp_path):
    """84.9 in a column of numbers is no 849, and 84.912 is no 84912."""
    network = with_commas()
    network["conductores"][0]["ampacity_a"] = 150.125
    network["transformadores"][0]["rated_power_kva"] = 84.9
    path = as_geopackage(tmp_path / "red.gpkg", network)
    published(path, mapping=canonical_with(tmp_path, source='decimal = ","'))
    spans = Span.objects.filter(publication__is_current=True).order_by("id")
    assert list(spans.values_list("length_m", "ampacity_a")) == [(84.9, 150.125)] * 4


def test_points_that_part_no_thousands_are_no_decimal_commas(refused, tmp_path):
    network = sound_network()
    folder = write_delivery(tmp_path / "red", network)
    (folder / "conductores.geojson").unlink()
    as_csv(folder / "conductores.csv", [{"id": "C1", "name": "CU", "ampacity_a": "150.5"}], separator=";")
    mapping = canonical_with(tmp_path, source='decimal = ","')
    assert (
        refused(folder, mapping=mapping)[0]
        == "conductores.csv, conductores, fila 2, id C1: ampacity_a = 150.5: no es un número"
    )
