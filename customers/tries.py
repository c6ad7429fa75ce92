"""Guessing is slow: so many tries an hour, counted by account, by address and by the number tried.

A try is written before the others are counted, so that those made at once count each other.
"""

import math
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q, QuerySet
from django.utils import timezone

from accounts.models import User
from customers.models import NumberLookup, ProofAttempt

PERIOD = timedelta(hours=1)
PROOFS = 5
LOOKUPS = 10


@dataclass
class TooManyTries(Exception):
    """`minutes` until the next try counts."""

    minutes: int

    def __str__(self) -> str:
        unit = "minuto" if self.minutes == 1 else "minutos"
        return f"Hubo demasiados intentos. Vuelva a intentarlo en {self.minutes} {unit}."


def begin_proof(user: User, service_number: str, address: str | None) -> ProofAttempt:
    """Raises TooManyTries; proven ones are not held against anybody."""
    attempt = ProofAttempt.objects.create(user=user, service_number=service_number, address=address, is_proven=False)
    recent = ProofAttempt.objects.filter(tried_at__gt=timezone.now() - PERIOD, is_proven=False, is_refused=False)
    same = (Q(user=user), Q(address=address), Q(service_number=service_number))
    times = [moments(recent.filter(condition), "tried_at") for condition in same]
    refuse_beyond(attempt, times, PROOFS)
    return attempt


def begin_lookup(service_number: str, address: str | None) -> None:
    """Raises TooManyTries. Anybody may ask, without end: of the refused ones of an address, one a period is kept."""
    lookup = NumberLookup.objects.create(service_number=service_number, address=address)
    recent = NumberLookup.objects.filter(looked_at__gt=timezone.now() - PERIOD, address=address)
    try:
        refuse_beyond(lookup, [moments(recent.filter(is_refused=False), "looked_at")], LOOKUPS)
    except TooManyTries:
        if recent.filter(is_refused=True).exclude(pk=lookup.pk).exists():
            lookup.delete()
        raise


def moments(rows: QuerySet, name: str) -> list[datetime]:
    return list(rows.order_by(f"-{name}").values_list(name, flat=True)[: max(PROOFS, LOOKUPS) + 1])


def refuse_beyond(attempt: ProofAttempt | NumberLookup, times: list[list[datetime]], most: int) -> None:
    """`times`: those of each count, newest first, this try among them."""
    waits = [each[most] for each in times if len(each) > most]
    if not waits:
        return
    attempt.is_refused = True
    attempt.save(update_fields=["is_refused"])
    seconds = (max(waits) + PERIOD - timezone.now()).total_seconds()
    raise TooManyTries(max(1, math.ceil(seconds / 60)))
