"""Guessing a password is slow: failed sign-ins close an account to an address, then to everybody; or an address to all accounts.

The library keeps the failures; this says when there were too many, and for how long.
"""

import math
from datetime import timedelta

from axes.attempts import get_cool_off_threshold
from axes.handlers.database import AxesDatabaseHandler
from axes.models import AccessAttempt
from django.conf import settings
from django.db.models import Max, Q, Sum
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from accounts.addresses import counted_address
from accounts.rut import RutError, parse_rut

LONGEST = 255


class LockOut(AxesDatabaseHandler):
    def is_locked(self, request: HttpRequest, credentials: dict | None = None) -> bool:
        return wait_before_next(request, credentials) is not None

    def get_failures(self, request: HttpRequest, credentials: dict | None = None) -> int:
        """As the library compares it: the limit is reached, or nothing is."""
        return settings.AXES_FAILURE_LIMIT if self.is_locked(request, credentials) else 0


def wait_before_next(request: HttpRequest, credentials: dict | None = None) -> timedelta | None:
    """How long until a password is looked at again; None where it is looked at now. One query."""
    account, address = account_tried(request, credentials), counted_address(request)
    counts = {
        "here": (Q(username=account, ip_address=address), settings.SIGN_IN_TRIES),
        "account": (Q(username=account), settings.SIGN_IN_TRIES_FROM_ANYWHERE),
        "address": (Q(ip_address=address), settings.SIGN_IN_TRIES_FROM_ANYWHERE),
    }
    recent = AccessAttempt.objects.filter(attempt_time__gte=get_cool_off_threshold(request))
    totals = recent.aggregate(
        **{f"{name}_failures": Sum("failures_since_start", filter=which) for name, (which, _) in counts.items()},
        **{f"{name}_last": Max("attempt_time", filter=which) for name, (which, _) in counts.items()},
    )
    lasts = [totals[f"{name}_last"] for name, (_, most) in counts.items() if (totals[f"{name}_failures"] or 0) >= most]
    return max(lasts) + settings.AXES_COOLOFF_TIME - timezone.now() if lasts else None


def account_tried(request: HttpRequest, credentials: dict | None = None) -> str:
    """Its RUT, however it was written and whoever asks: the library's backend and Django's signal name the field differently."""
    given = credentials or request.POST
    text = given.get("username") or given.get("rut") or ""
    try:
        return parse_rut(text)
    except RutError:
        return text[:LONGEST].replace("\0", "")


def locked_out(request: HttpRequest, original: HttpResponse | None, credentials: dict | None = None) -> HttpResponse:
    wait = wait_before_next(request, credentials) or settings.AXES_COOLOFF_TIME
    minutes = max(1, math.ceil(wait.total_seconds() / 60))
    response = render(request, "accounts/locked_out.html", {"minutes": minutes}, status=429)
    response["Retry-After"] = str(max(1, math.ceil(wait.total_seconds())))
    response["Cache-Control"] = "private, no-store"
    return response
