from collections import Counter

MONTHS = ["2019-12", *(f"2020-{month:02}" for month in range(1, 12))]


def kilowatts(demo) -> list[dict]:
    return [row for row in demo["demandas"] if row["unit"] == "kW"]


def test_every_feeder_but_la_union_has_its_twelve_months(demo):
    months = {row["id"]: [] for row in demo["alimentadores"]}
    for row in demo["demandas"]:
        if row["layer"] == "alimentadores":
            months[row["asset_id"]].append(row["month"])
    assert months == {number: [] if number == "1" else MONTHS for number in months}


def test_about_three_quarters_of_the_transformers_are_measured(demo):
    measured = {row["asset_id"] for row in demo["demandas"] if row["layer"] == "transformadores"}
    assert 0.68 < len(measured) / len(demo["transformadores"]) < 0.82


def test_only_the_golden_transformer_is_in_kwh(demo):
    assert {row["asset_id"] for row in demo["demandas"] if row["unit"] != "kW"} == {"328250"}


def test_the_daytime_minimum_lies_between_minimum_and_maximum(demo):
    assert [row for row in kilowatts(demo) if not 0 < row["minimum"] <= row["daytime_minimum"] < row["maximum"]] == []


def test_minima_are_a_rural_share_of_the_maximum(demo):
    shares = [row["minimum"] / row["maximum"] for row in kilowatts(demo)]
    assert (min(shares) > 0.12, max(shares) < 0.4) == (True, True)


def test_few_transformers_are_loaded_beyond_their_rating(demo, by_id):
    rows = [row for row in kilowatts(demo) if row["layer"] == "transformadores"]
    beyond = [row for row in rows if row["maximum"] > by_id["transformadores"][row["asset_id"]]["rated_power_kva"]]
    assert len(beyond) < 0.03 * len(rows)


def test_feeders_peak_in_winter(demo):
    peaks = Counter()
    for row in demo["demandas"]:
        if row["layer"] == "alimentadores" and row["month"] in ("2020-01", "2020-07"):
            peaks[row["month"]] += row["maximum"]
    assert peaks["2020-07"] > 1.1 * peaks["2020-01"]


def test_energy_of_a_month_fits_between_its_minimum_and_maximum(demo):
    rows = [row for row in demo["demandas"] if row["layer"] == "alimentadores"]
    assert [row for row in rows if not row["minimum"] * 696 < row["energy_kwh"] < row["maximum"] * 744] == []


def test_some_demands_are_estimated(demo):
    assert {row["source"] for row in demo["demandas"]} == {"measured", "estimated"}
