from datetime import timedelta

from axes.models import AccessAttempt
from django.test import Client
from django.utils import timezone

from accounts.models import FormSent, Session
from accounts.tasks import tidy
from tests.accounts.people import ANA, browser_of


def test_at_night_what_is_over_goes_and_what_is_in_use_stays(ana):
    client = browser_of(ana)
    browser_of(ana)
    fail, ask = {"rut": ANA, "password": "otra"}, {"account": "x@example.com"}
    Client().post("/cuenta/ingreso/", fail, REMOTE_ADDR="192.0.2.1")
    Client().post("/cuenta/recuperar/", ask, REMOTE_ADDR="192.0.2.1")
    past = timezone.now() - timedelta(hours=2)
    Session.objects.exclude(session_key=client.cookies["sessionid"].value).update(expire_date=past)
    AccessAttempt.objects.update(attempt_time=past)
    FormSent.objects.update(sent_at=past)
    Client().post("/cuenta/ingreso/", fail, REMOTE_ADDR="192.0.2.2")
    FormSent.objects.create(address="192.0.2.2")
    tidy(timestamp=0)
    assert [session.session_key for session in Session.objects.all()] == [client.cookies["sessionid"].value]
    assert [attempt.ip_address for attempt in AccessAttempt.objects.all()] == ["192.0.2.2"]
    assert [form.address for form in FormSent.objects.all()] == ["192.0.2.2"]
