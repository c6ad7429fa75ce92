"""Months as bars: one series or two beside each other, drawn by the same template as the demands. Unknown months are gaps."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from layers import formats
from layers.charts import (
    BAR_SHARE,
    BOTTOM,
    HEIGHT,
    LEAST_BAR,
    LEFT,
    RIGHT,
    TOP,
    WIDTH,
    Bar,
    Chart,
    Key,
    Tick,
    axis_ticks,
    text,
)

#: Names of months would touch beyond so many; then one in three is written.
NAMED_MONTHS = 18
KEY_WIDTH = 150
THOUSANDS_FROM = 10_000


@dataclass(frozen=True)
class Series:
    """`values`: one for each month of the chart; None where unknown. `shown` writes one."""

    name: str
    values: Sequence[formats.Number | None]
    shown: Callable[[formats.Number | None], str]


@dataclass(frozen=True)
class Axis:
    """From `low`, zero or below it, to `high`."""

    low: float
    high: float

    def y(self, value: float) -> float:
        return TOP + (HEIGHT - TOP - BOTTOM) * (self.high - value) / (self.high - self.low)


def series_chart(title: str, unit: str, months: Sequence[str], series: Sequence[Series]) -> Chart | None:
    """`months` as `2020-03`, oldest first. None where no value is known.

    Large amounts are written in thousands beside the axis, and the unit says so.
    """
    known = [float(value) for each in series for value in each.values if value is not None]
    if not known:
        return None
    ticks = ticks_of(min(known), max(known))
    axis = Axis(ticks[0], ticks[-1])
    bars = [
        bar_of(axis, months, place, series, number) for place in range(len(months)) for number in range(len(series))
    ]
    keys = [key_of(each, number) for number, each in enumerate(series)] if len(series) > 1 else []
    per, unit = (1000, f"miles de {unit}") if ticks[-1] - ticks[0] >= THOUSANDS_FROM else (1, unit)
    shown = [Tick(text(axis.y(value)), text(axis.y(value) + 4), formats.number(value / per)) for value in ticks]
    return Chart(title, summary(months, series), unit, shown, bars, keys=keys)


def key_of(series: Series, number: int) -> Key:
    x = 2 * LEFT + number * KEY_WIDTH
    return Key(series.name, number, x, x + 18)


def ticks_of(lowest: float, highest: float) -> list[float]:
    """Round steps from zero up, and down as far as there is anything below it."""
    up = axis_ticks(max(highest, -lowest, 0))
    step = up[1]
    below = 0
    while -below * step > lowest:
        below += 1
    above = [value for value in up if value < highest + step] if highest > 0 else [0.0]
    return [-number * step for number in range(below, 0, -1)] + above


def bar_of(axis: Axis, months: Sequence[str], place: int, series: Sequence[Series], number: int) -> Bar:
    year, month = months[place].split("-")[:2]
    slot = (WIDTH - LEFT - RIGHT) / len(months)
    width = slot * BAR_SHARE / len(series)
    x = LEFT + place * slot
    y, height = bar_box(axis, series[number].values[place])
    # The month is written once, under the first of its bars.
    is_named = number == 0 and (len(months) <= NAMED_MONTHS or int(month) % 3 == 1)
    return Bar(
        x=text(x + slot * (1 - BAR_SHARE) / 2 + number * width),
        y=y,
        width=text(width),
        height=height,
        month=str(int(month)) if is_named else "",
        year=year if number == 0 and (month == "01" or (place == 0 and int(month) < 11)) else "",
        middle=text(x + slot / 2),
        title=f"{formats.month(months[place])}: {value_text(series[number], place, len(series))}",
        number=number,
    )


def bar_box(axis: Axis, value: formats.Number | None) -> tuple[str, str]:
    """Upper edge and height; no height where unknown."""
    if value is None:
        return text(axis.y(0)), ""
    zero, end = axis.y(0), axis.y(float(value))
    height = max(LEAST_BAR, abs(zero - end))
    return text(zero if end > zero else zero - height), text(height)


def value_text(series: Series, place: int, how_many: int) -> str:
    shown = series.shown(series.values[place])
    return shown if how_many == 1 else f"{series.name.lower()} {shown}"


def summary(months: Sequence[str], series: Sequence[Series]) -> str:
    return " ".join(sentence(months, each) for each in series)


def sentence(months: Sequence[str], series: Series) -> str:
    known = [(float(value), place) for place, value in enumerate(series.values) if value is not None]
    of_months = f"{series.name} de {len(known)} de {formats.count(len(months), 'mes', 'meses')}."
    if not known:
        return of_months
    place = max(known)[1]
    return f"{of_months} Mayor valor: {series.shown(series.values[place])} en {formats.month(months[place])}."
