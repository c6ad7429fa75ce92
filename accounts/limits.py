"""Forms that mail whatever address is written in them: so many an hour from one place, lest they be used to pester people."""

from datetime import timedelta

from django.http import HttpRequest
from django.utils import timezone

from accounts.addresses import counted_address
from accounts.models import FormSent

PERIOD = timedelta(hours=1)
MOST = 20


def wait_of(request: HttpRequest) -> float:
    """Seconds until the next one is taken; 0 when this one is. It is written before the others are counted."""
    now, address = timezone.now(), counted_address(request)
    FormSent.objects.filter(sent_at__lt=now - PERIOD).delete()
    this = FormSent.objects.create(address=address)
    times = list(
        FormSent.objects.filter(address=address).order_by("-sent_at").values_list("sent_at", flat=True)[: MOST + 1]
    )
    if len(times) <= MOST:
        return 0
    this.delete()
    return max(1.0, (times[-1] + PERIOD - now).total_seconds())
