"""What a column shows of its decimal sign decides for the whole of it."""

from decimal import Decimal

import pytest

from customers.models import Bill, Injection
from tests.data_import.customers.conftest import lines
from tests.data_import.customers.deliveries import Delivery, bill, row, sound_delivery


def injections(*energies: str) -> Delivery:
    """One month after the other."""
    rows = [
        row(numero_cliente="502", mes=f"2020-{month:02}", inyeccion_kwh=energy, anexo="")
        for month, energy in enumerate(energies, 1)
    ]
    return {**sound_delivery(), "inyecciones": rows}


@pytest.mark.parametrize(
    ("energies", "values"),
    [
        (("266,9", "1.911"), ("266.9", "1911")),
        (("266.9", "1.911"), ("266.9", "1.911")),
        (("0.266", "1.911"), ("0.266", "1.911")),
        (("1.266.900", "1.911"), ("1266900", "1911")),
        (("1.911,70", "1911,7"), ("1911.7", "1911.7")),
        (("1.911,70", "", "1911,7"), ("1911.7", None, "1911.7")),
    ],
)
def test_one_value_tells_what_the_others_mean(load, energies, values):
    assert lines(load(injections(*energies))) == []
    found = Injection.objects.order_by("month").values_list("injection_kwh", flat=True)
    assert list(found) == [value and Decimal(value) for value in values]


def test_a_column_that_shows_nothing_is_read_with_a_point_and_said(load):
    assert lines(load(injections("266.900", "198.600"))) == [
        "doubtful_decimals: inyecciones.csv, inyecciones: inyeccion_kwh: "
        "no muestra su signo decimal: se leyó con punto (1.911 es menos que 2)"
    ]
    assert list(Injection.objects.order_by("month").values_list("injection_kwh", flat=True)) == [
        Decimal("266.9"),
        Decimal("198.6"),
    ]


def test_points_in_pesos_part_thousands(load):
    delivery = {
        **sound_delivery(),
        "boletas": [bill("501", "2020-03", 465) | {"cargos_netos": "47.000", "iva": "8.835"}],
    }
    delivery["cargos"] = []
    del delivery["cargos"], delivery["dte"]
    assert lines(load(delivery)) == []
    assert Bill.objects.get().net_charges_clp == 47000
