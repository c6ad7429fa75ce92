"""Twelve months of demand, 12/2019 to 11/2020: higher in winter, a night-time minimum, a daytime minimum between."""

import calendar
import math
import random

from data_import.demo import golden
from data_import.demo.transformers import Unit

MONTHS = tuple((2019 + (month > 0), month or 12) for month in range(12))
MEASURED_SHARE = 0.75
ESTIMATED_SHARE = 0.08
#: Single months that a measured transformer lacks.
LOST_SHARE = 0.02


def transformer_demands(number: str, unit: Unit, draw: random.Random) -> list[dict]:
    if number == golden.TRANSFORMER:
        return golden_demands()
    if draw.random() > MEASURED_SHARE:
        return []
    peak_kw = unit.kva * min(1.08, draw.betavariate(5, 3.2))
    source = "estimated" if draw.random() < ESTIMATED_SHARE else "measured"
    head = {"layer": "transformadores", "asset_id": number, "unit": "kW", "source": source}
    return [head | month for month in year(peak_kw, draw) if draw.random() > LOST_SHARE]


def golden_demands() -> list[dict]:
    head = {"layer": "transformadores", "asset_id": golden.TRANSFORMER, "unit": "kWh", "source": "measured"}
    return [head | {"month": month, "minimum": low, "maximum": high} for month, low, high in golden.DEMANDS]


def feeder_demands(number: str, name: str, installed_kva: float, draw: random.Random) -> list[dict]:
    """None for LA UNION, whose year the old portal showed without information."""
    if name == golden.LA_UNION:
        return []
    head = {"layer": "alimentadores", "asset_id": number, "unit": "kW", "source": "measured"}
    months = year(installed_kva * draw.uniform(0.36, 0.46), draw)
    return [head | month | {"energy_kwh": energy_kwh(month, draw.uniform(0.52, 0.6))} for month in months]


def energy_kwh(month: dict, load_factor: float) -> int:
    year, number = map(int, month["month"].split("-"))
    return round(month["maximum"] * load_factor * 24 * calendar.monthrange(year, number)[1])


def year(peak_kw: float, draw: random.Random) -> list[dict]:
    """`peak_kw` is the winter's; a summer month stays some 20 % below."""
    low_share, day_share = draw.uniform(0.15, 0.35), draw.uniform(0.3, 0.7)
    months = []
    for year, month in MONTHS:
        winter = math.cos((month - 7) / 12 * math.tau)
        high = peak_kw * (0.89 + 0.11 * winter) * draw.uniform(0.94, 1.0)
        low = high * low_share * draw.uniform(0.9, 1.1)
        day = low + (0.6 * high - low) * day_share * draw.uniform(0.8, 1.1)
        figures = {"minimum": low, "maximum": high, "daytime_minimum": day}
        months.append({"month": f"{year}-{month:02}", **{key: round(value, 2) for key, value in figures.items()}})
    return months
