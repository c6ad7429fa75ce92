"""Nightly, by the worker: what is kept only to bound or to recognise does not outlive its use."""

from axes.models import AccessAttempt
from django.conf import settings
from django.utils import timezone
from procrastinate.contrib.django import app

from accounts.limits import PERIOD
from accounts.models import FormSent
from accounts.sessions import SessionStore


@app.periodic(cron="7 4 * * *")
@app.task(name="accounts.tidy", queueing_lock="accounts_tidy")
def tidy(timestamp: int) -> None:
    """Sessions that are over, failed sign-ins that lock nobody out any more, forms sent over an hour ago."""
    now = timezone.now()
    SessionStore.clear_expired()
    AccessAttempt.objects.filter(attempt_time__lt=now - settings.AXES_COOLOFF_TIME).delete()
    FormSent.objects.filter(sent_at__lt=now - PERIOD).delete()
