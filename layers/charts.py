"""A chart described once: the page and the paper write the same SVG from it. Numbers in it are text, ready to write."""

import math
from dataclasses import dataclass, field

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from layers import formats

WIDTH, HEIGHT = 640, 240
LEFT, RIGHT, TOP, BOTTOM = 56, 4, 22, 42
BAR_SHARE, LEAST_BAR = 0.6, 2.0
MONTH_Y, YEAR_Y = HEIGHT - 24, HEIGHT - 6


@dataclass(frozen=True)
class Tick:
    y: str
    text_y: str
    text: str


@dataclass(frozen=True)
class Bar:
    """A month from its minimum to its maximum; `height` is empty where nothing is known. The year stands where it begins."""

    x: str
    y: str
    width: str
    height: str
    month: str
    year: str
    middle: str
    title: str
    number: int = 0

    @property
    def drawing(self) -> SafeString:
        """As SVG, written here: a template takes ten times as long, and a page may have a hundred of them."""
        parts = [self.rectangle()] if self.height else []
        if self.month:
            parts.append(f'<text class="chart-month" x="{self.middle}" y="{MONTH_Y}">{escape(self.month)}</text>')
        if self.year:
            parts.append(f'<text class="chart-month" x="{self.middle}" y="{YEAR_Y}">{escape(self.year)}</text>')
        return mark_safe("".join(parts))  # noqa: S308  what is not a number of ours is escaped

    def rectangle(self) -> str:
        kind = "chart-bar chart-bar-second" if self.number else "chart-bar"
        place = f'x="{self.x}" y="{self.y}" width="{self.width}" height="{self.height}" rx="2"'
        return f'<rect class="{kind}" {place}><title>{escape(self.title)}</title></rect>'


@dataclass(frozen=True)
class Key:
    """What the bars of a series mean, where there are several."""

    name: str
    number: int
    x: int
    text_x: int


@dataclass(frozen=True)
class Chart:
    title: str
    description: str
    unit: str
    ticks: list[Tick]
    bars: list[Bar]
    keys: list[Key] = field(default_factory=list)
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT
    right: int = WIDTH - RIGHT


def demand_chart(demands: list[dict], title: str) -> Chart | None:
    """Bars from minimum to maximum, oldest first, on an axis from zero. None where no month is known.

    `demands` newest first, as the API gives them, all in one unit.
    """
    known = [each["maximum"] if each["maximum"] is not None else each["minimum"] for each in demands]
    highest = max((value for value in known if value is not None), default=None)
    if highest is None:
        return None
    ticks = axis_ticks(highest)
    bars = [month_bar(each, place, len(demands), ticks[-1]) for place, each in enumerate(reversed(demands))]
    unit = next((each["unit"] for each in demands if each["unit"]), "") or ""
    return Chart(title, summary(demands), unit, [tick(value, ticks[-1]) for value in ticks], bars)


def axis_ticks(most: float) -> list[float]:
    """A round step, so that the axis from zero to `most` has three to five ticks."""
    if most <= 0:
        return [0.0, 1.0]
    power = 10 ** math.floor(math.log10(most / 4))
    step = next(factor * power for factor in (1, 2, 2.5, 5, 10) if most / (factor * power) <= 4.5)
    return [float(f"{index * step:.12g}") for index in range(math.ceil(most / step - 1e-9) + 1)]


def tick(value: float, top: float) -> Tick:
    y = height_of(value, top)
    return Tick(text(y), text(y + 4), formats.number(value))


def month_bar(demand: dict, place: int, months: int, top: float) -> Bar:
    year, month = demand["month"].split("-")
    slot = (WIDTH - LEFT - RIGHT) / months
    x = LEFT + place * slot
    low, high = bounds(demand)
    y = height_of(high or 0, top)
    height = "" if high is None or low is None else text(max(LEAST_BAR, height_of(low, top) - y))
    return Bar(
        x=text(x + slot * (1 - BAR_SHARE) / 2),
        y=text(y),
        width=text(slot * BAR_SHARE),
        height=height,
        month=str(int(month)),
        year=year if place == 0 or month == "01" else "",
        middle=text(x + slot / 2),
        title=bar_title(demand),
    )


def bounds(demand: dict) -> tuple[float | None, float | None]:
    """Where one of the two is unknown, the other is both."""
    low, high = demand["minimum"], demand["maximum"]
    return (high if low is None else low, low if high is None else high)


def bar_title(demand: dict) -> str:
    low, high = (formats.quantity(demand[name], demand["unit"] or "") for name in ("minimum", "maximum"))
    return f"{formats.month(demand['month'])}: mínima {low}, máxima {high}"


def summary(demands: list[dict]) -> str:
    known = [each for each in demands if each["maximum"] is not None]
    if not known:
        return f"Demanda mensual de {len(demands)} meses, sin máximas conocidas."
    highest = max(known, key=lambda each: each["maximum"])
    value = formats.quantity(highest["maximum"], highest["unit"] or "")
    of_months = f"{len(known)} de {len(demands)} meses"
    return f"Demanda mensual mínima y máxima de {of_months}. La mayor: {value} en {formats.month(highest['month'])}."


def height_of(value: float, top: float) -> float:
    return TOP + (HEIGHT - TOP - BOTTOM) * (1 - value / top)


def text(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")
