"""Figures of a table of months as a chart."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from customers.pages.words import iso_month
from layers.charts import Chart
from layers.series_chart import Series, series_chart


def figures_chart(
    title: str, unit: str, rows: Sequence[Any], names: Mapping[str, str], shown: Callable[[Any], str]
) -> Chart | None:
    """`rows` newest first, as tables have them; `names`: what each series is called and the row's attribute."""
    in_time = list(reversed(rows))
    series = [Series(name, [getattr(row, attribute) for row in in_time], shown) for name, attribute in names.items()]
    return series_chart(title, unit, [iso_month(row.month) for row in in_time], series)
