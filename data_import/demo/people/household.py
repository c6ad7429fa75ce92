"""Bringing the demo people in, and out again."""

import json
import tempfile
from pathlib import Path

from django.conf import settings
from django.db import transaction

from accounts.models import User
from customers import document_store
from customers.models import Customer, ReplacedRow, Service, SetAside, StoredFile
from data_import.customers.report import Report
from data_import.customers.services import import_customers
from data_import.demo.people.accounts import ROLES, make_accounts
from data_import.demo.people.cast import Place, customers
from data_import.demo.people.delivery import write_people
from data_import.progress import Progress
from layers.models import Publication, Transformer


def are_missing() -> bool:
    """Whether the demo network is current and its people are not there."""
    current = Publication.objects.current()
    if current is None or not current.is_demo:
        return False
    return not (settings.DEMO_ACCOUNTS_FILE.is_file() and Customer.objects.filter(rut=ROLES[0].person.rut).exists())


def load_people(progress: Progress | None = None) -> Report:
    """Through the same door as any delivery; the accounts follow. The current publication must be the demo's."""
    with tempfile.TemporaryDirectory() as folder:
        write_people(Path(folder), places())
        report = import_customers(Path(folder), progress=progress)
    if not (report.is_refused or report.set_aside):
        make_accounts()
    return report


def places() -> list[Place]:
    rows = Transformer.objects.filter(publication__is_current=True).order_by("id")
    return [
        Place(number, name or "", comuna or "")
        for number, name, comuna in rows.values_list("id", "name", "comuna_code")
    ]


def remove_people() -> int:
    """Take the demo's accounts, customers and documents away; answers how many services went."""
    ruts = [person.rut for person in customers()]
    with transaction.atomic():
        User.objects.filter(is_demo=True).delete()
        numbers = list(Service.objects.filter(customer_id__in=ruts).values_list("number", flat=True))
        files = files_of(numbers)
        for model in (ReplacedRow, SetAside):
            model.objects.filter(service_number__in=numbers).delete()
        Service.objects.filter(number__in=numbers).delete()
        Customer.objects.filter(rut__in=ruts, services=None).delete()
        StoredFile.objects.filter(pk__in=files).delete()
    document_store.discard(files)
    settings.DEMO_ACCOUNTS_FILE.unlink(missing_ok=True)
    return len(numbers)


def files_of(numbers: list[str]) -> list:
    """Documents that only these services have."""
    ways = ("dte__bill__service_id__in", "injection__service_id__in", "egdocument__service_id__in")
    return [pk for way in ways for pk in StoredFile.objects.filter(**{way: numbers}).values_list("pk", flat=True)]


def sign_ins() -> list[str]:
    """The demo's sign-ins as lines to read; none where there are no demo people."""
    if not settings.DEMO_ACCOUNTS_FILE.is_file():
        return []
    accounts = json.loads(settings.DEMO_ACCOUNTS_FILE.read_text())["accounts"]
    groups = {role.person.rut: role.group for role in ROLES}
    return [f"{groups[each['rut']] or each['role']:<14} {each['rut']}  {each['password']}" for each in accounts]
