"""From a publication to numbers: the small network of tests/factories/network.py, with a conductor of known ohms on its spans."""

import numpy as np

from capacity.build_grid import Place, feeder_models
from capacity.grid import SPAN, SWITCH, TRANSFORMER
from capacity.parameters import DEFAULTS
from layers.models import Generator, MonthlyDemand, Publication, Span, Transformer

LENGTH_KM = 0.0849


def model(publication: Publication, state: str = "today"):
    (found,) = feeder_models(publication, DEFAULTS, state)
    return found


def test_nodes_are_those_of_medium_voltage_and_a_busbar_for_each_transformer(wired):
    assert model(wired).places == [
        Place("N0"),
        Place("N1"),
        Place("N2"),
        Place("N2B"),
        Place("N3"),
        Place("L3", "T1"),
        Place("N1", "T2"),
    ]


def test_branches_are_spans_closed_devices_and_transformers(wired):
    found = model(wired)
    assert found.branch_assets == [
        ("vanos", "V1"),
        ("vanos", "V2"),
        ("equipos", "E1"),
        ("vanos", "V3"),
        ("transformadores", "T1"),
        ("transformadores", "T2"),
    ]
    assert found.grid.branches.kind.tolist() == [SPAN, SPAN, SWITCH, SPAN, TRANSFORMER, TRANSFORMER]
    assert found.grid.branches.phase_count.tolist() == [3, 3, 3, 1, 1, 1]


def test_impedances_are_the_conductor_s_over_the_length(wired):
    ohm = model(wired).grid.branches.impedance_ohm
    np.testing.assert_allclose(ohm[[0, 1, 3]], np.full(3, (0.7 + 0.4j) * LENGTH_KM))
    assert ohm[2] == 0


def test_a_transformer_without_impedance_gets_that_of_its_size_and_it_is_said(wired):
    found = model(wired)
    np.testing.assert_allclose(found.grid.impedance_pu[[4, 5]], [0.03j * 1e6 / 10e3, 0.03j * 1e6 / 15e3])
    assert found.assumed_at(5) == [
        "demanda mínima del alimentador 1: parte de la potencia instalada",
        "impedancia del transformador T1: por su potencia",
    ]


def test_generators_stand_at_their_node_or_busbar_and_follow_the_state(wired):
    Generator.objects.filter(id="G1").update(state="aceptado")
    Generator.objects.filter(id="G2").update(state="en_proceso")
    fed_in = {state: model(wired, state).grid.generation_w.tolist() for state in ("today", "accepted", "pending")}
    assert fed_in == {
        "today": [0, 0, 0, 0, 0, 0, 0],
        "accepted": [0, 0, 0, 0, 300_000, 0, 0],
        "pending": [0, 0, 0, 0, 300_000, 3_300, 0],
    }


def test_kwh_are_not_taken_for_kw(wired):
    found = model(wired)
    np.testing.assert_allclose(found.grid.load_va.real, [0, 0, 0, 0, 0, 500, 750])
    assert found.load_assumed == "demanda mínima del alimentador 1: parte de la potencia instalada"


def test_measured_minima_are_used_and_the_rest_of_the_feeder_s_is_shared_by_kva(wired):
    MonthlyDemand.objects.all().delete()
    shared = {"publication": wired, "month": "2020-11-01", "unit": "kW", "source": "measured"}
    MonthlyDemand.objects.create(**shared, layer="alimentadores", asset_id="1", minimum=5, daytime_minimum=6)
    MonthlyDemand.objects.create(**shared, layer="transformadores", asset_id="T1", minimum=1, daytime_minimum=2)
    np.testing.assert_allclose(model(wired).grid.load_va.real, [0, 0, 0, 0, 0, 2_000, 4_000])


def test_a_span_without_conductor_leaves_what_lies_behind_without_an_answer(wired):
    Span.objects.filter(id="V2").update(conductor_id=None)
    found = model(wired)
    assert found.places == [Place("N0"), Place("N1"), Place("N1", "T2")]
    assert found.missing == {
        Place("N2"): "el conductor del vano V2",
        Place("N2B"): "el conductor del vano V2",
        Place("N3"): "el conductor del vano V2",
        Place("L3", "T1"): "el conductor del vano V2",
    }


def test_an_unknown_ampacity_is_that_of_the_conductor_s_class_and_it_is_said(wired):
    Span.objects.filter(id="V1").update(ampacity_a=None)
    found = model(wired)
    assert found.grid.branches.ampacity_a[0] == 6.0 * 25
    assert found.assumed[0] == "capacidad del vano V1: por clase de conductor"


def test_a_transformer_without_rating_is_not_evaluable(wired):
    Transformer.objects.filter(id="T2").update(rated_power_kva=None)
    assert model(wired).missing == {Place("N1", "T2"): "la potencia del transformador T2"}


def test_reading_a_feeder_takes_a_fixed_number_of_queries(wired, django_assert_num_queries):
    with django_assert_num_queries(10):
        model(wired)
