"""What is refused, in words."""

import math

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from accounts.access import kept_by_nobody


def form_not_ours(request: HttpRequest, reason: str = "") -> HttpResponse:
    """CSRF: the form did not come from a page of ours that this browser was given."""
    return kept_by_nobody(render(request, "accounts/form_not_ours.html", status=403))


def too_many(request: HttpRequest, seconds: float) -> HttpResponse:
    context = {"minutes": max(1, math.ceil(seconds / 60))}
    response = kept_by_nobody(render(request, "accounts/too_many.html", context, status=429))
    response["Retry-After"] = str(math.ceil(seconds))
    return response
