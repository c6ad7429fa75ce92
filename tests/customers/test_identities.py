"""The page and the import call the same readings sound."""

from decimal import Decimal

import pytest

from customers.identities import KWH, consumption_holds, injection_holds
from customers.models import Reading
from tests.factories.customers import JANUARY


@pytest.mark.parametrize(("off", "failed"), [("0", []), ("0.010", []), ("-0.010", []), ("0.011", [JANUARY])])
def test_a_hundredth_of_a_kwh_is_forgiven(off, failed):
    energy = Decimal("94.5") + Decimal(off)
    reading = Reading(
        month=JANUARY, injection_kwh=energy, injection_before_kwh=Decimal("2313.5"), injection_now_kwh=Decimal(2408),
        consumption_kwh=energy, consumption_before_kwh=Decimal("2313.5"), consumption_now_kwh=Decimal(2408),
    )  # fmt: skip
    assert [injection_holds([reading]).failed, consumption_holds([reading]).failed] == [failed, failed]
    assert Decimal("0.01") == KWH
