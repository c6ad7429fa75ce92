"""What is wrong with a file or a column refuses the delivery, or is only said."""

import pytest

from customers.models import Bill, Service
from tests.data_import.customers.cases import ANA, FEBRUARY, JANUARY, added, case
from tests.data_import.customers.conftest import lines
from tests.data_import.customers.deliveries import Delivery, changed, row, sound_delivery


def unnamed_owner() -> Delivery:
    return changed("boletas", ANA | JANUARY, numero_cliente="")


def mixed_decimals() -> Delivery:
    return changed("lecturas", FEBRUARY, consumo_anterior="13.176,0")


def with_extra_column() -> Delivery:
    delivery = sound_delivery()
    delivery["clientes"] = [each | {"fono": "1"} for each in delivery["clientes"]]
    return delivery


def without_column(table: str, name: str) -> Delivery:
    delivery = sound_delivery()
    delivery[table] = [{key: value for key, value in each.items() if key != name} for each in delivery[table]]
    return delivery


REFUSING = [
    case(
        "missing-column",
        without_column("servicios", "rut"),
        [],
        "missing_column: servicios.csv, servicios, fila 1: rut: falta la columna obligatoria",
    ),
    case(
        "row-of-nobody",
        unnamed_owner(),
        [],
        "nobodys_row: boletas.csv, boletas, fila 2: numero_cliente: falta el valor",
    ),
    case(
        "mixed-decimals",
        mixed_decimals(),
        ["502"],
        "mixed_decimals: lecturas.csv, lecturas, fila 3: consumo_anterior: "
        "unas filas llevan coma decimal y otras punto: use uno solo",
    ),
    case(
        "index-twice",
        added("ipc", row(mes="2020-01", variacion="0.006")),
        [],
        "repeated_index: ipc.csv, ipc, fila 4: mes = 2020-01: el mes viene dos veces",
    ),
    case(
        "index-that-is-none",
        changed("ipc", JANUARY, variacion="poco"),
        [],
        "nobodys_row: ipc.csv, ipc, fila 2: variacion = poco: no es un número",
    ),
]


@pytest.mark.parametrize(("delivery", "documents", "aside", "said"), REFUSING)
def test_what_is_wrong_with_a_table_refuses_the_delivery(load, delivery, documents, aside, said):
    report = load(delivery, documents)
    assert lines(report) == said
    assert (report.is_refused, Service.objects.count()) == (True, 0)


def test_a_file_in_two_encodings_is_refused(load):
    def encode(text: str) -> bytes:
        return (
            text.replace("Energía", "ENERGIA", 1).encode().replace("Energía".encode(), "Energía".encode("latin-1"), 1)
        )

    report = load({"cargos": sound_delivery()["cargos"], "servicios": sound_delivery()["servicios"]}, encode=encode)
    assert lines(report)[0] == (
        "mixed_encodings: cargos.csv, cargos, fila 5: esta línea no es UTF-8 y otras sí: guárdelo en una sola codificación"
    )
    assert report.is_refused


def test_an_unknown_column_or_file_is_said(load, tmp_path):
    (tmp_path / "entrega").mkdir()
    report = load(with_extra_column())
    assert lines(report) == [
        "unknown_column: clientes.csv, clientes, fila 1: fono: no se conoce esta columna: no se leyó"
    ]
    assert Bill.objects.count() == 4
