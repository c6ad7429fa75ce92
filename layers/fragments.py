"""Parts of an asset's page and panel that are for one person alone. Each is HTML at an address of its own, asked for by the
browser of whoever has signed in; the public page stays the same for everybody. Each app registers its own in AppConfig.ready.
"""

from urllib.parse import quote

from django.conf import settings
from django.http import HttpRequest

from layers.menu import address_of

#: Stands in an address where the asset's id belongs.
PLACE = "ID"

_routes: dict[str, list[str]] = {}


def register(layer_id: str, route: str) -> None:
    """`route` names an address whose one argument is the asset's id."""
    routes = _routes.setdefault(layer_id, [])
    if route not in routes:
        routes.append(route)


def patterns_for(request: HttpRequest) -> dict[str, list[str]]:
    """Layer → addresses with PLACE for the id. Strangers have none, so that their browsers ask nothing.

    Without a session the user is not even looked up: the page stays fit for shared caches.
    """
    if settings.SESSION_COOKIE_NAME not in request.COOKIES or not request.user.is_authenticated:
        return {}
    addresses = {layer: [address_of(route, PLACE) for route in routes] for layer, routes in _routes.items()}
    return {layer: [address for address in found if address] for layer, found in addresses.items()}


def addresses_for(request: HttpRequest, layer_id: str, asset_id: str) -> list[str]:
    quoted = quote(asset_id, safe="")
    return [pattern.replace(PLACE, quoted) for pattern in patterns_for(request).get(layer_id, [])]
