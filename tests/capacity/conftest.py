import pytest

from capacity.services import compute
from layers.models import ConductorType, Publication, Span


@pytest.fixture
def wired(network) -> Publication:
    """The small network with every span of copper, 0.7 + j0.4 ohm/km."""
    ConductorType.objects.create(
        publication=network, id="CU", name="CU 25", material="Cobre", section_mm2=25, r_ohm_per_km=0.7, x_ohm_per_km=0.4
    )
    Span.objects.update(conductor_id="CU")
    return network


@pytest.fixture
def computed(wired) -> Publication:
    compute(wired)
    return wired
