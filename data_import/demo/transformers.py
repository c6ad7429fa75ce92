"""Transformers: what stands at a spot, its ratings and losses, and its name, which carries the data."""

import random
from dataclasses import dataclass

from data_import.demo import golden
from data_import.demo.trees import Spot
from layers.enums import TransformerType

ABBREVIATION = {1: "MON", 2: "BIF", 3: "TRIF"}
TYPE = {1: TransformerType.SINGLE_PHASE, 2: TransformerType.TWO_PHASE, 3: TransformerType.THREE_PHASE}
CONNECTION = {1: "Fase-neutro", 2: "Fase-fase", 3: "Dyn1"}
SECONDARY_V = {1: 231, 2: 231, 3: 400}
PHASE_TO_NEUTRAL_V = {13.2: 7620, 23: 13_280}
#: kVA and how often, by number of phases; in towns three-phase ones are larger.
RATINGS: dict[int, dict[int, int]] = {
    1: {3: 8, 5: 22, 10: 36, 15: 22, 25: 12},
    2: {10: 30, 15: 45, 25: 25},
    3: {10: 8, 15: 24, 30: 28, 45: 22, 75: 12, 150: 4, 300: 1},
}
TOWN_RATINGS = {30: 12, 45: 30, 75: 32, 100: 12, 150: 11, 300: 3}
#: How often one, two or three phases are taken where they are there.
SHARES = {"town": (1, 0, 9), "road": (46, 12, 42), "farm": (62, 12, 26)}


@dataclass(frozen=True)
class Unit:
    """What will stand at a spot. `id` only where a golden record gives it."""

    phases: str
    kva: int
    kv: float
    name: str
    id: str | None = None

    @property
    def primary_v(self) -> int:
        return PHASE_TO_NEUTRAL_V[self.kv] if len(self.phases) == 1 else round(self.kv * 1000)

    @property
    def vnr_code(self) -> str:
        return f"SA{len(self.phases)}AS29{2 if self.kv == 13.2 else 3}{self.kva:04d}"


def unit(phases: str, kva: int, kv: float) -> Unit:
    volts = PHASE_TO_NEUTRAL_V[kv] if len(phases) == 1 else round(kv * 1000)
    return Unit(phases, kva, kv, f"TRANSF.{ABBREVIATION[len(phases)]}.{kva} KVA.{volts} V.")


def choose_units(spots: list[Spot], feeder: str, kv: float, draw: random.Random) -> dict[Spot, Unit]:
    units = {spot: choose_unit(spot, kv, draw) for spot in spots}
    in_order = sorted(spots, key=lambda spot: (spot.line.number, spot.index))
    if feeder == golden.LA_UNION:
        return number_la_union(in_order, raise_power(units, golden.LA_UNION_POWER_KVA, draw))
    return name_pilmaiquen(in_order, units) if feeder == golden.PILMAIQUEN else units


def choose_unit(spot: Spot, kv: float, draw: random.Random) -> Unit:
    there = spot.line.phases
    shares = SHARES[spot.setting][: len(there)]
    count = draw.choices(range(1, len(shares) + 1), shares)[0] if sum(shares) else 1
    taken = draw.sample(there, count)
    phases = "".join(phase for phase in "RST" if phase in taken)
    ratings = TOWN_RATINGS if spot.setting == "town" and count == 3 else RATINGS[count]
    return unit(phases, draw.choices(list(ratings), list(ratings.values()))[0], kv)


def raise_power(units: dict[Spot, Unit], goal_kva: int, draw: random.Random) -> dict[Spot, Unit]:
    """Enlarge transformers by one rating, in an order drawn by lot, until together they have so many kVA."""
    units, missing_kva, in_lot = dict(units), goal_kva - sum(unit.kva for unit in units.values()), list(units)
    for _ in range(4):
        draw.shuffle(in_lot)
        for spot in in_lot:
            old = units[spot]
            larger = [kva for kva in RATINGS[len(old.phases)] if old.kva < kva <= old.kva + missing_kva]
            if larger:
                units[spot] = unit(old.phases, larger[0], old.kv)
                missing_kva -= larger[0] - old.kva
    return units


def number_la_union(spots: list[Spot], units: dict[Spot, Unit]) -> dict[Spot, Unit]:
    ids = golden.la_union_transformers()
    if len(spots) < len(ids):
        raise ValueError(
            f"feeder {golden.LA_UNION} has {len(spots)} transformers, fewer than its {len(ids)} golden ones"
        )
    numbered = {spot: Unit(**{**vars(units[spot]), "id": number}) for spot, number in zip(spots, ids, strict=False)}
    return units | numbered


def name_pilmaiquen(spots: list[Spot], units: dict[Spot, Unit]) -> dict[Spot, Unit]:
    """Give each golden transformer the first spot left whose unit has as many phases as its name says."""
    free, named = list(spots), {}
    for number, name in golden.pilmaiquen_transformers():
        kind, kva = golden.read_name(name)
        spot = next(spot for spot in free if fits_golden(units[spot].phases, kind, number))
        free.remove(spot)
        named[spot] = Unit(units[spot].phases, kva, units[spot].kv, name, number)
    return units | named


def fits_golden(phases: str, kind: str, number: str) -> bool:
    return phases == golden.TRANSFORMER_PHASE if number == golden.TRANSFORMER else ABBREVIATION[len(phases)] == kind


def electrical(unit: Unit) -> dict[str, float]:
    """Typical of distribution transformers: short-circuit voltage 2.5 to 4 %, losses growing with kVA^0.75."""
    no_load_w = round(11.5 * unit.kva**0.75)
    load_w = round(46 * unit.kva**0.78)
    impedance_pct = 2.5 if unit.kva < 10 else 3.0 if unit.kva < 45 else 4.0
    resistance_pct = round(min(load_w / (unit.kva * 10), impedance_pct * 0.85), 2)
    return {
        "resistance_pct": resistance_pct,
        "reactance_pct": round((impedance_pct**2 - resistance_pct**2) ** 0.5, 2),
        "no_load_loss_w": no_load_w,
        "total_loss_w": no_load_w + load_w,
    }


def transformer_fields(unit: Unit) -> dict[str, object]:
    count = len(unit.phases)
    return {
        "name": unit.name,
        "vnr_code": unit.vnr_code,
        "rated_power_kva": unit.kva,
        "connection": CONNECTION[count],
        "voltage_class": "AT",
        "primary_v": unit.primary_v,
        "secondary_v": SECONDARY_V[count],
        "transformer_type": str(TYPE[count]),
        **electrical(unit),
    }
