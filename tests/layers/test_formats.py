from datetime import date
from decimal import Decimal

import pytest

from layers import formats


@pytest.mark.parametrize(
    ("value", "text"),
    [
        pytest.param(None, "S/I", id="unknown-is-not-zero"),
        pytest.param(0, "0", id="zero"),
        pytest.param(6060, "6.060", id="thousands"),
        pytest.param(7.0003, "7,0003", id="four-decimals"),
        pytest.param(25.990000001, "25,99", id="noise-of-floats"),
        pytest.param(-0.00001, "0", id="no-minus-before-zero"),
        pytest.param(-1234.5, "-1.234,5", id="negative"),
        pytest.param(Decimal("641000.00"), "641.000", id="decimal"),
        pytest.param(100, "100", id="its-own-zeros-stay"),
    ],
)
def test_numbers_as_people_in_chile_write_them(value, text):
    assert formats.number(value) == text


def test_percentages_of_fractions_have_two_decimals():
    fractions = ("0.0133", "0.06", "0.0278", "0.0588")
    assert [formats.percent(Decimal(each)) for each in fractions] == ["1,33 %", "6,00 %", "2,78 %", "5,88 %"]


def test_units_stand_only_beside_what_is_known():
    assert (formats.quantity(10, "kVA"), formats.quantity(None, "kVA"), formats.quantity(3)) == ("10 kVA", "S/I", "3")


def test_days_and_months():
    assert formats.day("2020-08-31") == formats.day(date(2020, 8, 31)) == "31-08-2020"
    assert (formats.day(None), formats.month("2020-03")) == ("S/I", "3/2020")


def test_distances_change_to_kilometres():
    assert (formats.distance(254.6), formats.distance(23_612)) == ("255 m", "23,6 km")
