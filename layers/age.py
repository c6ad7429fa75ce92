"""How old data may be before the portal says so, on its pages and in its API."""

from datetime import date, timedelta

from django.conf import settings
from django.utils import timezone


def is_stale(cutoff_on: date, *, is_demo: bool) -> bool:
    """Whether data of that day are older than the cooperative promises. A demonstration network is never stale."""
    return not is_demo and timezone.localdate() - cutoff_on > timedelta(days=settings.STALE_AFTER_DAYS)
