"""The replacement value (VNR) of one unit: surcharges in stages on the price of its material. Pure; no database."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from itertools import groupby
from operator import attrgetter


@dataclass(frozen=True)
class Surcharge:
    """`fraction` 0.0133 is 1.33 %. Surcharges of one stage share the total of the stage before as their base."""

    key: str
    label: str
    fraction: Decimal | None
    stage: int


@dataclass(frozen=True)
class Stage:
    """Surcharges of one stage with what each adds to `base`. Amounts in pesos, not rounded; null where unknown."""

    base: Decimal | None
    added: list[tuple[Surcharge, Decimal | None]]

    @property
    def subtotal(self) -> Decimal | None:
        amounts = [amount for _surcharge, amount in self.added]
        return None if self.base is None or None in amounts else self.base + sum(filter(None, amounts), Decimal())


@dataclass(frozen=True)
class Breakdown:
    """Amounts in pesos, not rounded, by the surcharges' keys; null where the price or a fraction before is unknown."""

    amounts: dict[str, Decimal | None]
    total: Decimal | None


def stages(price: Decimal | None, surcharges: Iterable[Surcharge]) -> list[Stage]:
    found: list[Stage] = []
    for _stage, together in groupby(sorted(surcharges, key=attrgetter("stage")), key=attrgetter("stage")):
        base = found[-1].subtotal if found else price
        found.append(Stage(base, [(surcharge, portion(base, surcharge.fraction)) for surcharge in together]))
    return found


def breakdown(price: Decimal | None, surcharges: Iterable[Surcharge]) -> Breakdown:
    found = stages(price, surcharges)
    amounts = {surcharge.key: amount for stage in found for surcharge, amount in stage.added}
    return Breakdown(amounts, found[-1].subtotal if found else price)


def portion(base: Decimal | None, fraction: Decimal | None) -> Decimal | None:
    return None if base is None or fraction is None else base * fraction


def whole_pesos(amount: Decimal | None) -> int | None:
    """Half a peso goes up."""
    return None if amount is None else int(amount.quantize(Decimal(1), ROUND_HALF_UP))


def plain_number(amount: Decimal | None) -> int | float | None:
    """As JSON writes it: 100, not 100.0."""
    if amount is None:
        return None
    return int(amount) if amount == amount.to_integral_value() else float(amount)


def vnr_document(*, code: str, description: str | None, price: Decimal | None, surcharges: list[Surcharge]) -> dict:
    """The `vnr` of an asset, components in the order given, amounts in whole pesos; the total adds unrounded ones."""
    found = breakdown(price, surcharges)
    components = [
        {
            "key": surcharge.key,
            "label": surcharge.label,
            "fraction": plain_number(surcharge.fraction),
            "amount_clp": whole_pesos(found.amounts[surcharge.key]),
        }
        for surcharge in surcharges
    ]
    return {
        "code": code,
        "description": description,
        "unit_price_clp": plain_number(price),
        "components": components,
        "total_clp": whole_pesos(found.total),
    }
