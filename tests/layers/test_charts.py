import pytest

from layers.charts import BOTTOM, HEIGHT, axis_ticks, demand_chart


def month(name: str, low: float | None, high: float | None, unit: str | None = "kWh") -> dict:
    return {"month": name, "minimum": low, "maximum": high, "unit": unit, "source": None}


@pytest.mark.parametrize(
    ("most", "ticks"),
    [
        (30, [0, 10, 20, 30]),
        (31, [0, 10, 20, 30, 40]),
        (0.9, [0, 0.2, 0.4, 0.6, 0.8, 1]),
        (1234, [0, 500, 1000, 1500]),
        (0, [0, 1]),
    ],
)
def test_the_axis_begins_at_zero_and_goes_up_in_round_steps(most, ticks):
    assert axis_ticks(most) == ticks


def test_bars_stand_oldest_first_between_minimum_and_maximum():
    chart = demand_chart([month("2020-02", 10, 20), month("2020-01", 0, 20)], "Demandas")
    first, second = chart.bars
    assert [(bar.month, bar.year, bar.title) for bar in chart.bars] == [
        ("1", "2020", "1/2020: mínima 0 kWh, máxima 20 kWh"),
        ("2", "", "2/2020: mínima 10 kWh, máxima 20 kWh"),
    ]
    assert first.y == second.y
    assert float(first.height) == 2 * float(second.height)
    assert float(first.y) + float(first.height) == HEIGHT - BOTTOM


def test_an_unknown_month_is_a_gap_and_half_known_is_a_thin_bar():
    chart = demand_chart([month("2020-03", None, 5), month("2020-02", None, None), month("2020-01", 0, 0)], "Demandas")
    assert [bar.height for bar in chart.bars] == ["2", "", "2"]
    assert chart.bars[1].title == "2/2020: mínima S/I, máxima S/I"


def test_it_is_told_in_words():
    chart = demand_chart([month("2020-02", 7.5, 30), month("2020-01", None, None)], "Demandas")
    said = "Demanda mensual mínima y máxima de 1 de 2 meses. La mayor: 30 kWh en 2/2020."
    assert (chart.unit, chart.description) == ("kWh", said)


def test_nothing_known_is_no_chart():
    assert demand_chart([month("2020-01", None, None, None)], "Demandas") is None
