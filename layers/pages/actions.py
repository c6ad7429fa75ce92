"""What can be done with a page: see it on the map, download, print, keep. Only what answers is offered."""

from dataclasses import dataclass

from layers.enums import Layer
from layers.menu import address_of
from layers.pages.asset import Asset


@dataclass(frozen=True)
class Action:
    label: str
    url: str
    icon: str


def actions_of(asset: Asset) -> list[Action]:
    found = [Action("Ver en mapa", asset.map_url, "map")] if asset.geometry else []
    if asset.layer.id == Layer.FEEDERS:
        found += offered("Descargar CSV", address_of("feeder-csv", asset.id), "filetype-csv")
        found += offered("Descargar KMZ", address_of("feeder-kmz", asset.id), "globe-americas")
    return found + kept_as_pdf(asset.url)


def kept_as_pdf(url: str) -> list[Action]:
    """*Guardar*: the page's own address with .pdf for the last slash of its path."""
    path, mark, query = url.partition("?")
    return [Action("Guardar", f"{path.rstrip('/')}.pdf{mark}{query}", "file-earmark-pdf")]


def offered(label: str, url: str | None, icon: str) -> list[Action]:
    return [Action(label, url, icon)] if url else []
