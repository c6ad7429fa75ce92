"""The tables of SEC's STAR process, joined to the GIS: the sample delivery whole, and each thing that can be wrong in it."""

import json
import shutil
from pathlib import Path

import pytest
from django.conf import settings

from data_import.progress import Progress
from data_import.report import Report
from data_import.services import import_network
from layers.models import Equipment, Feeder, Pole, Span, Substation, Transformer
from layers.sources import SourceError
from tests.data_import.conftest import drop_temporary_tables

SAMPLE = settings.BASE_DIR / "data_import" / "samples" / "sec_star"


@pytest.fixture
def delivery(tmp_path) -> Path:
    return Path(shutil.copytree(SAMPLE, tmp_path / "entrega"))


@pytest.fixture
def star(db, delivery):
    def star(**options) -> Report:
        drop_temporary_tables()
        return import_network(delivery, "sec_star", progress=Progress(quiet=True), **options)

    return star


def faults(report: Report) -> list[tuple]:
    names = ("file", "line", "id", "field", "value", "reason")
    errors = [check for check in report.checks if check.severity == "error"]
    return [tuple(finding[name] for name in names) for check in errors for finding in check.findings]


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")


def alter_features(path: Path, alter) -> None:
    document = json.loads(path.read_text(encoding="utf-8"))
    alter(document["features"])
    path.write_text(json.dumps(document), encoding="utf-8")


# The whole sample


def rows(model, *names: str) -> list[tuple]:
    return list(model.objects.order_by("id").values_list("id", *names))


def test_the_sample_is_imported_whole(star):
    report = star()
    assert [(row["source"], row["read"], row["taken"]) for row in report.rows] == [
        ("GIS_SUBESTACION", 1, 1),
        ("ALIMENTADOR", 2, 2),
        ("POSTE", 10, 10),
        ("TRAMO_MT", 7, 7),
        ("TRAMO_BT", 5, 5),
        ("TRANSFORMADOR", 3, 3),
        ("EQUIPO", 3, 3),
    ]
    assert [(check.key, check.count) for check in report.checks] == [("missing_rating", 12)]
    assert [note for note in report.notes if "no se leyó" in note] == [
        "La entrega trae la tabla INTERRUPCION, que el portal no usa: no se leyó.",
        "La entrega trae la tabla PUNTO_CONSUMO, que el portal no usa: no se leyó.",
    ]


def test_feeders_and_their_substation(star):
    star()
    assert rows(Substation, "name", "comuna_code") == [("1", "LOS TILOS", "14204")]
    assert rows(Feeder, "name", "nominal_kv", "source_node", "substation_id", "installed_power_kva") == [
        ("1", "EL MANZANO", 13.2, "7000", "1", 25.0),
        ("2", "LOS AROMOS", 23.0, "7010", "1", 15.0),
    ]


def test_spans_of_both_voltages(star):
    star()
    names = ("source_id", "voltage_class", "from_node", "to_node", "from_pole", "to_pole", "length_m", "phase_code")
    found = rows(Span, *names, "phase_count", "feeder_id", "transformer_id", "vnr_code", "comuna_code")
    assert found == [
        (f"{row[0]}-{row[1]}", str(row[1]), {"MT": "AT"}.get(row[0], "BT"), *row[2:], vnr_of(row[0]), "14204")
        for row in SPANS
    ]
    assert Span.objects.get(id="MT-2001").geom.coords == ((-73.06, -40.3), (-73.059, -40.3))


def vnr_of(table: str) -> str:
    return {"MT": "FICMT025", "BT": "FICBT016"}[table]


#: 2007 and 3005 name no phases, only how many: three are known, one is not. 3004 writes ABC.
SPANS = [
    ("BT", 3001, "8003", "8006", "903", "906", 55.5, "R", 1, "1", "301"),
    ("BT", 3002, "8003", "8008", "903", None, 55.5, "S", 1, "1", "301"),
    ("BT", 3003, "8005", "8007", "905", "907", 55.5, "R", 1, "1", "302"),
    ("BT", 3004, "8013", "8014", "910", None, 55.5, "RST", 3, "2", "303"),
    ("BT", 3005, "8014", "8015", None, None, 55.5, None, None, "2", "303"),
    ("MT", 2001, "7001", "7002", "901", "902", 84.9, "RST", 3, "1", None),
    ("MT", 2002, "7002", "7003", "902", "903", 84.9, "RST", 3, "1", None),
    ("MT", 2003, "7003", "7004", "903", "904", 84.9, "RST", 3, "1", None),
    ("MT", 2004, "7014", "7005", "904", "905", 84.9, "RS", 2, "1", None),
    ("MT", 2005, "7002", "7006", "902", None, 111.1, "T", 1, "1", None),
    ("MT", 2006, "7011", "7012", "908", "909", 84.9, "RST", 3, "2", None),
    ("MT", 2007, "7012", "7013", "909", "910", 84.9, "RST", 3, "2", None),
]


def test_poles_transformers_and_devices(star):
    star()
    assert rows(Pole, "plate", "height_m", "vnr_code", "comuna_code") == [
        (str(number), f"{8000 + number}", 8.0 if number in (906, 907) else 9.5, "FICPO09", "14204")
        for number in range(901, 911)
    ]
    names = ("rated_power_kva", "from_node", "to_node", "pole_id", "plate", "phase_code", "feeder_id", "vnr_code")
    assert rows(Transformer, *names) == [
        ("301", 15.0, "7003", "8003", "903", "301", "RS", "1", "FICTD15"),
        ("302", 10.0, "7005", "8005", "905", "302", "RS", "1", "FICTD10"),
        ("303", 15.0, "7013", "8013", "910", "303", "RST", "2", "FICTD15"),
    ]
    names = ("name", "equipment_type", "state", "from_node", "to_node", "pole_id", "voltage_class", "feeder_id")
    assert rows(Equipment, *names) == [
        ("501", "CABECERA EL MANZANO", "interruptor", "cerrado", "7000", "7001", "901", "AT", "1"),
        ("502", "CABECERA LOS AROMOS", "reconectador", "cerrado", "7010", "7011", "908", "AT", "2"),
        ("503", "FUSIBLE 503", "fusible", "cerrado", "7004", "7014", "904", "AT", "1"),
    ]


def test_an_open_device_is_open(star, delivery):
    change(delivery / "EQUIPO.csv", "FUSIBLE 503,1", "FUSIBLE 503,0")
    report = star()
    assert rows(Equipment, "state")[2] == ("503", "abierto")
    assert [check.key for check in report.checks] == ["missing_rating", "island"]


def test_a_header_line_is_passed_over(star, delivery):
    path = delivery / "TRANSFORMADOR.csv"
    header = (
        "EMPRESA_ID,PERIODO_STAR,TRANSFORMADOR_ID,NODO_ESQUEMATICO_ID,COMUNA_ID,NODO_IEC_ID,TIPO_RURALIDAD_ID,"
        "TIPO_PROPIEDAD_ID,EN_ZONA_CONCESION,CONECTADA_RED,IDENTIFICADOR_VNR,FECHA_INSTALACION,CODIGO_VNR,KVA\n"
    )
    path.write_text(header + path.read_text(encoding="utf-8"), encoding="utf-8")
    report = star()
    assert "TRANSFORMADOR.csv nombra sus columnas en la primera línea, que se pasó por alto." in report.notes
    assert rows(Transformer, "rated_power_kva") == [("301", 15.0), ("302", 10.0), ("303", 15.0)]


# What is wrong


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        pytest.param(
            "84.9,2,RS\n",
            "84.9,2,RS,X\n",
            "La línea 4 de TRAMO_MT.csv tiene 15 valores y la tabla TRAMO_MT, 14 columnas: sobra «X» después de "
            "NOMBRE_FASES; revise si hay una coma decimal o un texto sin comillas.",
            id="a-column-too-many",
        ),
        pytest.param(
            "84.9,2,RS\n",
            "84,9,2,RS\n",
            "La línea 4 de TRAMO_MT.csv tiene 15 valores y la tabla TRAMO_MT, 14 columnas: sobra «RS» después de "
            "NOMBRE_FASES; revise si hay una coma decimal o un texto sin comillas.",
            id="a-bare-decimal-comma",
        ),
        pytest.param(
            "84.9,2,RS\n",
            "84.9,2\n",
            "La línea 4 de TRAMO_MT.csv tiene 13 valores y la tabla TRAMO_MT, 14 columnas: falta NOMBRE_FASES; "
            "revise si el archivo está cortado o separado por otro signo que la coma.",
            id="a-column-too-few",
        ),
    ],
)
def test_a_row_of_another_width(star, delivery, old, new, sentence):
    change(delivery / "TRAMO_MT.csv", old, new)
    with pytest.raises(SourceError) as caught:
        star()
    assert (caught.value.message, caught.value.file, caught.value.line) == (sentence, "TRAMO_MT.csv", 4)


def test_a_decimal_comma_in_quotes(star, delivery):
    change(delivery / "TRAMO_MT.csv", "111.1,1,T\n", '"111,1",1,T\n')
    assert faults(star()) == [
        ("TRAMO_MT.csv", 5, "MT-2005", "length_m", "111,1", 'lleva coma decimal: diga decimal = "," en el mapeo')
    ]


def test_an_identifier_without_geometry(star, delivery):
    alter_features(delivery / "GIS_POSTE.geojson", lambda features: features.pop(4))
    report = star()
    assert faults(report) == [
        ("POSTE.csv", 5, "905", "geometry", "905", "no hay geometría con ese identificador en la capa GIS_POSTE")
    ]
    assert [(row["source"], row["read"], row["taken"]) for row in report.rows][2] == ("POSTE", 10, 9)


def test_a_feature_that_is_not_drawn(star, delivery):
    alter_features(delivery / "GIS_POSTE.geojson", lambda features: features[4].update(geometry=None))
    assert faults(star()) == [("POSTE.csv", 5, "905", "geometry", "905", "sin geometría")]


def test_a_geometry_without_its_row(star, delivery):
    change(delivery / "POSTE.csv", "990,202612,907,", "990,202612,977,")
    assert faults(star()) == [
        ("POSTE.csv", 7, "977", "geometry", "977", "no hay geometría con ese identificador en la capa GIS_POSTE"),
        ("GIS_POSTE.geojson", 6, "907", "ID", "907", "no hay fila con ese identificador en POSTE"),
    ]


def test_geometries_that_say_the_same_identifier_or_none(star, delivery):
    def alter(features: list[dict]) -> None:
        features.append(features[0])
        features.append({**features[1], "properties": {**features[1]["properties"], "ID": None}})

    alter_features(delivery / "GIS_POSTE.geojson", alter)
    assert faults(star()) == [
        ("GIS_POSTE.geojson", 10, "901", "ID", "901", "el identificador se repite en la capa"),
        ("GIS_POSTE.geojson", 11, None, "ID", None, "sin identificador"),
    ]


def test_all_that_is_wrong_in_a_row_is_said(star, delivery):
    change(delivery / "TRANSFORMADOR.csv", "FICTD10,10\n", '"FICTD10 with no end of it","10,5"\n')
    assert faults(star()) == [
        (
            "TRANSFORMADOR.csv", 2, "302", "rated_power_kva", "10,5",
            'lleva coma decimal: diga decimal = "," en el mapeo',
        ),
        ("TRANSFORMADOR.csv", 2, "302", "vnr_code", "FICTD10 with no end of it", "más de 20 caracteres"),
    ]  # fmt: skip


def test_a_layer_of_geometries_that_does_not_come(star, delivery):
    (delivery / "GIS_TRANSFORMADOR.geojson").unlink()
    with pytest.raises(SourceError) as caught:
        star()
    assert caught.value.layer == "GIS_TRANSFORMADOR"
    assert caught.value.message.startswith(
        "La entrega no trae la capa GIS_TRANSFORMADOR, que el mapeo sec_star necesita"
    )


def test_a_geometry_layer_that_two_tables_share(star, delivery, tmp_path):
    """Numbers must not meet then, as they do not in the sample; nothing is called unclaimed."""
    shared = delivery / "GIS_TRAMO_MT.geojson"
    low = json.loads((delivery / "GIS_TRAMO_BT.geojson").read_text(encoding="utf-8"))["features"]
    alter_features(shared, lambda features: features.extend(low))
    (delivery / "GIS_TRAMO_BT.geojson").unlink()
    mapping = tmp_path / "propio.toml"
    shipped = settings.BASE_DIR / "data_import" / "mappings" / "sec_star.toml"
    mapping.write_text(shipped.read_text(encoding="utf-8").replace("GIS_TRAMO_BT", "GIS_TRAMO_MT"), encoding="utf-8")
    drop_temporary_tables()
    report = import_network(delivery, str(mapping), progress=Progress(quiet=True))
    assert (faults(report), Span.objects.count()) == ([], 12)
