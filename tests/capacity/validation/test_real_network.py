"""Power flow and capacity on a real network's two feeders (Mux Energia), against tools that share nothing with ours."""

import numpy as np
import pytest

from capacity import engine
from capacity.build_grid import FeederModel, feeder_models
from capacity.hosting import host
from capacity.parameters import DEFAULTS
from capacity.trial import CRITERIA
from layers.models import Publication
from tests.capacity.flows import currents_pu, voltages_pu
from tests.capacity.limits import LIMITS
from tests.capacity.test_hosting import MOST_W, WITHIN, Bisection, without_rated_switches
from tests.capacity.validation.oracles import opendss_voltages_pu, pandapower_voltages_pu
from tests.data_import.conftest import committed, import_quietly
from tests.data_import.test_real_network import FILE

__all__ = ["committed"]
pytestmark = pytest.mark.skipif(not FILE.is_file(), reason="the real network is not beside the checkout")


@pytest.fixture(scope="module")
def feeders(committed) -> list[FeederModel]:
    import_quietly(FILE, "bdgd")
    current = Publication.objects.current()
    assert current is not None
    return feeder_models(current, DEFAULTS)


def test_every_medium_voltage_node_and_transformer_is_in_a_grid(feeders):
    places = [place for model in feeders for place in model.places]
    assert (
        sum(place.transformer_id is None for place in places),
        sum(place.transformer_id is not None for place in places),
    ) == (
        2357,
        273,
    )
    assert [model.missing for model in feeders] == [{}, {}]


def test_what_nobody_measured_is_said_to_be_assumed(feeders):
    assert [model.load_assumed for model in feeders] == [
        "demanda mínima del alimentador 1_TAP2_1: parte de su media",
        "demanda mínima del alimentador 2_TAP2_1: parte de su media",
    ]


def test_both_engines_agree(feeders):
    for model in feeders:
        theirs = engine.solve(model.grid)
        assert np.abs(voltages_pu(model.grid) - theirs.voltage_pu).max() <= 1e-6
        assert np.nanmax(np.abs(currents_pu(model.grid) - theirs.current_pu) / model.grid.limit_pu) <= 1e-4


@pytest.mark.parametrize("oracle", [pandapower_voltages_pu, opendss_voltages_pu])
def test_voltages_are_those_of_an_independent_tool(feeders, oracle):
    for model in feeders:
        assert np.abs(voltages_pu(model.grid) - oracle(model.grid)).max() <= 1e-4


def test_capacity_is_what_bisection_finds(feeders):
    draw = np.random.default_rng(2026)
    for model in feeders:
        grid = without_rated_switches(model.grid)
        nodes = np.sort(draw.choice(np.arange(1, len(grid)), 6, replace=False))
        found = host(grid, LIMITS, nodes, most_w=MOST_W).power_w
        other = Bisection(grid, LIMITS)
        for criterion in range(len(CRITERIA)):
            for place, node in enumerate(nodes.tolist()):
                if found[criterion, place] < 4 * found[:, place].min():
                    expected = other.largest_w(criterion, node)
                    assert found[criterion, place] == pytest.approx(expected, rel=WITHIN, abs=1.0), (
                        CRITERIA[criterion],
                        node,
                    )
