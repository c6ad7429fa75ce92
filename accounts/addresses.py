"""Where a request comes from."""

from ipaddress import IPv6Address, ip_address

from django.conf import settings
from django.http import HttpRequest


def client_address(request: HttpRequest) -> str | None:
    """Behind our proxy, what that proxy wrote last: everything before it in the header is the visitor's own say."""
    told = request.headers.get("x-forwarded-for", "").rsplit(",", 1)[-1].strip() if settings.BEHIND_PROXY else ""
    try:
        address = ip_address(told or request.META.get("REMOTE_ADDR", ""))
    except ValueError:
        return None
    return str(getattr(address, "ipv4_mapped", None) or address)


def counted_address(request: HttpRequest) -> str | None:
    """For limits: a line with IPv6 has a /64 to itself, so its first address stands for all of them."""
    address = client_address(request)
    if address is None or ":" not in address:
        return address
    return str(IPv6Address(int(IPv6Address(address)) >> 64 << 64))
