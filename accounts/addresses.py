"""Where a request comes from."""

from ipaddress import ip_address

from django.conf import settings
from django.http import HttpRequest


def client_address(request: HttpRequest) -> str | None:
    """Behind our proxy, what that proxy wrote last: everything before it in the header is the visitor's own say."""
    told = request.headers.get("x-forwarded-for", "").rsplit(",", 1)[-1].strip() if settings.BEHIND_PROXY else ""
    try:
        return str(ip_address(told or request.META.get("REMOTE_ADDR", "")))
    except ValueError:
        return None
