from datetime import timedelta

from django.utils import timezone

from customers.models import NumberLookup, ProofAttempt
from customers.tasks import KEPT, tidy
from customers.tries import PERIOD


def test_at_night_tries_that_count_no_more_go_and_the_others_stay(ana):
    now = timezone.now()
    moments = {"old": now - KEPT - timedelta(minutes=1), "kept": now - KEPT + timedelta(minutes=1), "counted": now}
    for name, moment in moments.items():
        attempt = ProofAttempt.objects.create(user=ana, service_number=name, is_proven=False)
        ProofAttempt.objects.filter(pk=attempt.pk).update(tried_at=moment)
        lookup = NumberLookup.objects.create(service_number=name, address="192.0.2.1")
        NumberLookup.objects.filter(pk=lookup.pk).update(looked_at=moment)
    tidy(timestamp=0)
    assert set(ProofAttempt.objects.values_list("service_number", flat=True)) == {"kept", "counted"}
    assert set(NumberLookup.objects.values_list("service_number", flat=True)) == {"kept", "counted"}
    assert KEPT > PERIOD
