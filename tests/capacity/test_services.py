"""A whole publication computed: what its rows say, checked by hand."""

import pytest
from django.core.management import call_command

from capacity.models import CapacityRun, NodeCapacity, ParameterValue
from capacity.services import compute
from layers.models import Generator, Span


def rows(**wanted) -> dict[str, NodeCapacity]:
    return {each.id: each for each in NodeCapacity.objects.filter(**wanted)}


def test_every_energised_node_has_a_row_and_islands_have_none(wired):
    compute(wired)
    assert sorted(rows()) == ["L3", "L4", "N0", "N1", "N2", "N2B", "N3"]


def test_low_voltage_nodes_have_their_transformer_s_figure(wired):
    compute(wired)
    busbar, house = rows()["L3"], rows()["L4"]
    assert (house.capacity_kw, house.limiting_asset, house.installable_kw) == (
        busbar.capacity_kw,
        busbar.limiting_asset,
        busbar.installable_kw,
    )


def test_a_small_transformer_holds_back_its_own_generation(wired):
    """85 % of 10 kVA less 3.3 kW that are there, plus half a kW of load: about 5.7 kW; by rating alone 6.7."""
    compute(wired)
    found = rows()["L3"]
    assert found.capacity_kw == pytest.approx(5.7, abs=0.1)
    assert (found.limiting_criterion, found.limiting_asset) == ("thermal", "transformador T1")
    margins = {each["criterion"]: each["margin_kw"] for each in found.criteria}
    assert (margins["transformer"], margins["size"]) == (6.7, 300.0)


#: 85 % of 150.5 A at 7.62 kV is 975 kW, and V3 carries 303.3 kW less half a kW already; its voltage is 0.3 % high.
N3_KW = 675.0


def test_reverse_flow_screens_leave_nothing_where_plants_outweigh_the_least_load(wired):
    compute(wired)
    found = rows()["N3"]
    assert (found.fast_track_kw, found.fast_track_criterion) == (0.0, "reverse_flow_screen")
    assert (found.capacity_kw, found.limiting_criterion) == (N3_KW, "thermal")


def test_projects_take_capacity_and_never_give_any(wired):
    Generator.objects.filter(id="G1").update(state="aceptado")
    Generator.objects.filter(id="G2").update(state="en_proceso")
    compute(wired)
    found = rows()["N3"]
    assert (found.capacity_kw, found.capacity_accepted_kw, found.capacity_pending_kw) == (
        978.4,
        678.3,
        N3_KW,
    )


def test_what_cannot_be_told_is_null_with_its_reason(wired):
    Span.objects.filter(id="V2").update(conductor_id=None)
    compute(wired)
    assert {name: (row.capacity_kw, row.reason) for name, row in rows().items() if row.capacity_kw is None} == {
        "N2": (None, "no evaluable: falta el conductor del vano V2"),
        "N2B": (None, "no evaluable: falta el conductor del vano V2"),
        "N3": (None, "no evaluable: falta el conductor del vano V2"),
        "L3": (None, "no evaluable: falta el conductor del vano V2"),
        "L4": (None, "no evaluable: falta el conductor del vano V2"),
    }


def test_what_rests_on_assumptions_has_a_band_and_a_low_confidence(wired):
    compute(wired)
    found = rows()["N3"]
    assert found.confidence == "baja"
    assert found.assumed == ["demanda mínima del alimentador 1: parte de la potencia instalada"]
    assert found.capacity_p10_kw <= found.capacity_p90_kw


def test_the_cooperative_s_value_of_a_parameter_holds(wired):
    compute(wired)
    before = rows()["L3"].capacity_kw
    ParameterValue.objects.create(key="thermal_share", value=0.5, source="Estudio propio", is_verified=True)
    run = compute(wired)
    assert run.parameters["thermal_share"] == 0.5
    assert rows()["L3"].capacity_kw < before


def test_the_same_input_has_the_same_hash_and_another_one_another(wired):
    first, again = compute(wired).input_hash, compute(wired).input_hash
    Span.objects.filter(id="V1").update(length_m=85.0)
    assert first == again
    assert compute(wired).input_hash != first


def test_the_command_says_what_it_did(wired, capsys):
    call_command("compute_capacity")
    assert capsys.readouterr().out.splitlines()[0] == "Alimentador 1: 7 nodos…"
    assert CapacityRun.objects.get().counts == {"nodes": 7, "evaluated": 7, "zero": 0, "medium_voltage": 5}


def test_one_feeder_alone_leaves_the_others_rows(wired):
    compute(wired)
    NodeCapacity.objects.filter(id="N1").update(feeder_id="2", capacity_kw=1)
    compute(wired, feeder_id="2")
    assert rows()["N3"].capacity_kw is not None
