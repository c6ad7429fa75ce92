"""Twelve months of demand as a chart and as a table."""

from dataclasses import dataclass

from layers import formats, withheld
from layers.charts import Chart, demand_chart
from layers.pages.asset import Asset


@dataclass(frozen=True)
class DemandRow:
    """Empty where unknown."""

    month: str
    minimum: str
    maximum: str
    is_estimated: bool


@dataclass(frozen=True)
class Demands:
    unit: str
    rows: list[DemandRow]
    chart: Chart | None
    is_withheld: bool = False


def demands_of(asset: Asset) -> Demands | None:
    """None where the layer has no demands at all."""
    demands = asset.properties.get("demands")
    if not demands:
        return None
    units = {each["unit"] for each in demands if each["unit"]}
    unit = next(iter(units)) if len(units) == 1 else ""
    rows = [demand_row(each, unit) for each in demands]
    # Months in different units have no common axis.
    chart = demand_chart(demands, f"Demandas de {asset.title}") if len(units) < 2 else None
    return Demands(unit, rows, chart, all(each["source"] == withheld.SOURCE for each in demands))


def demand_row(demand: dict, usual_unit: str) -> DemandRow:
    if demand["source"] == withheld.SOURCE:
        return DemandRow(formats.month(demand["month"]), withheld.SHOWN, withheld.SHOWN, is_estimated=False)
    low, high = (value_text(demand[name], demand["unit"], usual_unit) for name in ("minimum", "maximum"))
    return DemandRow(formats.month(demand["month"]), low, high, demand["source"] == "estimated")


def value_text(value: float | None, unit: str | None, usual_unit: str) -> str:
    """The heading states the unit that all rows share; a row of another states its own."""
    if value is None:
        return ""
    return formats.number(value) if unit == usual_unit else formats.quantity(value, unit or "")
