import pytest

from layers.models import Publication, Span
from layers.reach import candidates_at, is_in_doubt
from tests.factories.network import SOUTH, STEP, WEST

pytestmark = pytest.mark.django_db


def found(publication: Publication, east: float, south: float = 0) -> list[tuple[str, int | None, int]]:
    """Transformer, metres to its low voltage, metres to itself."""
    candidates = candidates_at(WEST + east * STEP, SOUTH - south * STEP, publication)
    rounded = [(each.id, each.low_voltage_m, each.distance_m) for each in candidates]
    return [(name, None if low is None else round(low), round(own)) for name, low, own in rounded]


def test_low_voltage_that_passes_near_counts_more_than_a_transformer_far_away(network: Publication):
    # East of the last house of T1's low voltage span V4.
    assert found(network, 4.5) == [("T1", 43, 128), ("T2", None, 298)]


def test_beside_the_transformer_the_transformer_counts(network: Publication):
    assert found(network, 1) == [("T2", None, 0), ("T1", 170, 170)]


def test_low_voltage_of_no_transformer_counts_for_none(network: Publication):
    Span.objects.filter(id="V4").update(transformer_id=None)
    assert found(network, 4) == [("T1", None, 85), ("T2", None, 255)]


def test_beyond_two_kilometres_there_is_none(network: Publication):
    assert found(network, 3, south=30) == []


def test_halfway_between_two_is_in_doubt(network: Publication):
    assert is_in_doubt(candidates_at(WEST + 2 * STEP, SOUTH, network))
    assert not is_in_doubt(candidates_at(WEST + STEP, SOUTH, network))
    assert not is_in_doubt([])
