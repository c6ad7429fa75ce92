from collections.abc import Callable

import pytest

from layers.catalogue import find_layer
from layers.exports import Download, find_format
from layers.exports.base import FEEDER, LAYER, NETWORK
from layers.exports.contents import feeder_download, layer_download, network_download
from layers.exports.selection import Selection
from layers.models import Feeder, Publication


@pytest.fixture(autouse=True)
def files_root(settings, tmp_path):
    """Finished and scratch files of a test are nobody else's."""
    settings.FILES_ROOT = tmp_path / "files"
    return settings.FILES_ROOT


@pytest.fixture
def made(network) -> Callable[..., bytes]:
    """made(".csv", layer="vanos"), made(".kmz", feeder="1"), made(".zip"): the file as a visitor gets it."""

    def made(suffix: str, *, layer: str = "", feeder: str = "", selection: Selection | None = None) -> bytes:
        scope = LAYER if layer else FEEDER if feeder else NETWORK
        return b"".join(find_format(suffix, scope).stream(asked(network, layer, feeder, selection or Selection())))

    return made


def asked(publication: Publication, layer: str, feeder: str, selection: Selection) -> Download:
    if layer:
        return layer_download(publication, find_layer(layer), selection)
    if feeder:
        return feeder_download(publication, Feeder.objects.get(publication=publication, id=feeder))
    return network_download(publication, selection)
