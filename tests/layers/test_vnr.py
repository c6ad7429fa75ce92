from decimal import Decimal

import pytest

from layers.vnr import Surcharge, breakdown, vnr_document, whole_pesos

#: The golden fractions, in the stages of the usual chain.
GOLDEN = [
    Surcharge("flete_bodega", "Flete bodega", Decimal("0.0133"), 1),
    Surcharge("bodega", "Bodega", Decimal("0.06"), 1),
    Surcharge("flete_obra", "Flete obra", Decimal("0.0278"), 2),
    Surcharge("ingenieria", "Costo de ingeniería", Decimal("0.0278"), 4),
    Surcharge("intereses_intercalarios", "Int. intercalarios", Decimal("0.0291"), 6),
    Surcharge("gastos_generales", "Gastos generales", Decimal("0.0588"), 5),
]


def test_worked_example_of_a_price_of_100():
    assert round(breakdown(Decimal(100), GOLDEN).total, 2) == Decimal("123.54")


def test_surcharges_of_one_stage_share_their_base_and_the_next_stage_takes_the_total():
    amounts = breakdown(Decimal(100), GOLDEN).amounts
    assert [amounts[key] for key in ("flete_bodega", "bodega", "flete_obra")] == [
        Decimal("1.3300"),
        Decimal("6.00"),
        Decimal("107.33") * Decimal("0.0278"),
    ]


def test_without_a_price_only_fractions_are_known():
    assert vnr_document(code="12", description=None, price=None, surcharges=GOLDEN[:2]) == {
        "code": "12",
        "description": None,
        "unit_price_clp": None,
        "components": [
            {"key": "flete_bodega", "label": "Flete bodega", "fraction": 0.0133, "amount_clp": None},
            {"key": "bodega", "label": "Bodega", "fraction": 0.06, "amount_clp": None},
        ],
        "total_clp": None,
    }


def test_an_unknown_fraction_leaves_unknown_what_builds_on_it():
    surcharges = [
        Surcharge("a", "A", None, 1),
        Surcharge("b", "B", Decimal("0.5"), 1),
        Surcharge("c", "C", Decimal("0.1"), 2),
    ]
    assert breakdown(Decimal(100), surcharges).amounts == {"a": None, "b": Decimal(50), "c": None}
    assert breakdown(Decimal(100), surcharges).total is None


def test_the_total_adds_what_was_not_rounded():
    halves = [Surcharge(key, key, Decimal("0.004"), 1) for key in "abc"]
    document = vnr_document(code="x", description=None, price=Decimal(100), surcharges=halves)
    assert ([component["amount_clp"] for component in document["components"]], document["total_clp"]) == (
        [0, 0, 0],
        101,
    )


@pytest.mark.parametrize(("amount", "shown"), [("0.5", 1), ("1.5", 2), ("2.5", 3), ("2.4999", 2), ("4897.75", 4898)])
def test_half_a_peso_goes_up(amount, shown):
    assert whole_pesos(Decimal(amount)) == shown
