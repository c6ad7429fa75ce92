"""What a transformer's page and panel say to the customer whose services it feeds."""

from django.http import HttpResponse
from django.shortcuts import render

from accounts.access import PersonRequest
from customers.access import own_services
from customers.views.private import read_page

LONGEST_ID = 64


@read_page
def transformer(request: PersonRequest, asset_id: str) -> HttpResponse:
    """204 where none of their services hangs on it, as for a transformer that does not exist."""
    if "\0" in asset_id or len(asset_id) > LONGEST_ID:
        return HttpResponse(status=204)
    services = list(own_services(request.user).filter(transformer_id=asset_id))
    if not services:
        return HttpResponse(status=204)
    return render(request, "customers/fragments/transformer.html", {"services": services})
