"""Twelve months of demand, 12/2019 to 11/2020: higher in winter, a night-time minimum, a daytime minimum between."""

import calendar
import math
import random

from data_import.demo import golden
from data_import.demo.transformers import Unit

MONTHS = tuple((2019 + (month > 0), month or 12) for month in range(12))
MEASURED_SHARE = 0.75
ESTIMATED_SHARE = 0.08


def transformer_demands(number: str, unit: Unit, draw: random.Random) -> list[dict]:
    if number == golden.TRANSFORMER:
        return [demand("transformadores", number, month, low, high, unit="kWh") for month, low, high in golden.DEMANDS]
    if draw.random() > MEASURED_SHARE:
        return []
    peak_kw = unit.kva * min(1.08, draw.betavariate(5, 3.2))
    source = "estimated" if draw.random() < ESTIMATED_SHARE else "measured"
    rows = year("transformadores", number, peak_kw, draw, source)
    return [row for row in rows if draw.random() > 0.02]


def feeder_demands(number: str, name: str, installed_kva: float, draw: random.Random) -> list[dict]:
    """None for LA UNION, whose year the old portal showed without information."""
    if name == golden.LA_UNION:
        return []
    rows = year("alimentadores", number, installed_kva * draw.uniform(0.36, 0.46), draw, "measured")
    for row in rows:
        load_factor = draw.uniform(0.52, 0.6)
        row["energy_kwh"] = round(row["maximum"] * load_factor * 24 * days(row["month"]))
    return rows


def days(month: str) -> int:
    year, number = map(int, month.split("-"))
    return calendar.monthrange(year, number)[1]


def year(layer: str, number: str, peak_kw: float, draw: random.Random, source: str) -> list[dict]:
    """`peak_kw` is the winter's; a summer month stays some 20 % below."""
    low_share, day_share = draw.uniform(0.15, 0.35), draw.uniform(0.3, 0.7)
    rows = []
    for year, month in MONTHS:
        winter = math.cos((month - 7) / 12 * math.tau)
        high = peak_kw * (0.89 + 0.11 * winter) * draw.uniform(0.94, 1.0)
        low = high * low_share * draw.uniform(0.9, 1.1)
        day = low + (0.6 * high - low) * day_share * draw.uniform(0.8, 1.1)
        rows.append(demand(layer, number, f"{year}-{month:02}", round(low, 2), round(high, 2), round(day, 2), source=source))
    return rows


def demand(
    layer: str,
    number: str,
    month: str,
    minimum: float,
    maximum: float,
    daytime_minimum: float | None = None,
    *,
    unit: str = "kW",
    source: str = "measured",
) -> dict:
    return {
        "layer": layer,
        "asset_id": number,
        "month": month,
        "minimum": minimum,
        "maximum": maximum,
        "daytime_minimum": daytime_minimum,
        "unit": unit,
        "source": source,
    }
