from collections import Counter


def test_what_kinds_of_equipment_there_are(demo):
    kinds = Counter((row["equipment_type"], row["state"]) for row in demo["equipos"])
    assert sorted({kind for kind, _ in kinds}) == [
        "condensador",
        "desconectador",
        "fusible",
        "interruptor",
        "medidor",
        "reconectador",
        "regulador",
    ]
    assert kinds["interruptor", "cerrado"] == kinds["medidor", None] == kinds["reconectador", "cerrado"] == 8
    assert kinds["regulador", "cerrado"] == 3
    assert kinds["condensador", None] == 2


def test_ratings_stand_where_they_mean_something(demo):
    regulator = next(row for row in demo["equipos"] if row["equipment_type"] == "regulador")
    capacitor = next(row for row in demo["equipos"] if row["equipment_type"] == "condensador")
    keys = ("rated_current_a", "rated_power_kvar", "setpoint_pu", "voltage_class")
    assert [regulator[key] for key in keys] == [200, None, 1.02, "AT"]
    assert [capacitor[key] for key in keys] == [None, 300, None, "AT"]


def test_plants_on_medium_voltage_are_those_planned(demo):
    plants = [row for row in demo["generadores"] if row["voltage_class"] == "AT"]
    assert sorted((row["technology"], row["installed_kw"], row["state"]) for row in plants) == [
        ("fotovoltaica", 1500, "en_proceso"),
        ("fotovoltaica", 2800, "aceptado"),
        ("fotovoltaica", 3000, "operacion"),
        ("hidraulica", 950, "operacion"),
        ("hidraulica", 1800, "operacion"),
    ]


def test_household_generators_hang_on_a_transformer_that_can_carry_them(demo, by_id):
    panels = [row for row in demo["generadores"] if row["voltage_class"] == "BT"]
    units = by_id["transformadores"]
    assert 40 < len(panels) < 100
    assert [
        row for row in panels if not 3 <= row["installed_kw"] <= units[row["transformer_id"]]["rated_power_kva"]
    ] == []
    assert {row["state"] for row in panels} == {"operacion", "aceptado", "en_proceso"}


def test_only_what_is_in_operation_has_a_connection_date(demo):
    assert {(row["state"] == "operacion", row["connected_on"] is not None) for row in demo["generadores"]} == {
        (True, True),
        (False, False),
    }
    assert max(row["connected_on"] for row in demo["generadores"] if row["connected_on"]) <= "2020-11-30"
