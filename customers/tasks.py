"""Nightly, by the worker: tries do not outlive their use."""

from datetime import timedelta

from django.utils import timezone
from procrastinate.contrib.django import app

from customers.models import NumberLookup, ProofAttempt

#: Long enough that who asks why a service was tried can be answered.
KEPT = timedelta(days=30)


@app.periodic(cron="17 4 * * *")
@app.task(name="customers.tidy", queueing_lock="customers_tidy")
def tidy(timestamp: int) -> None:
    before = timezone.now() - KEPT
    ProofAttempt.objects.filter(tried_at__lt=before).delete()
    NumberLookup.objects.filter(looked_at__lt=before).delete()
