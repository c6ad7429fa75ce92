"""Demo people come with the demo network, sign in, and go again."""

import json
import stat
from io import StringIO

import pytest
from django.core.management import call_command

from accounts.models import User
from customers.models import Customer, Dte, ReplacedRow, Service, ServiceLink, StoredFile
from data_import.demo.people import household
from data_import.progress import Progress
from layers.models import Publication
from tests.data_import.conftest import drop_temporary_tables


@pytest.fixture
def demo_network(network) -> Publication:
    Publication.objects.update(is_demo=True)
    return network


@pytest.fixture
def load(own_files):
    def load() -> dict:
        drop_temporary_tables()
        report = household.load_people(Progress(quiet=True))
        assert (report.is_refused, report.set_aside) == (False, [])
        return json.loads(own_files.read_text())

    return load


def test_the_file_of_sign_ins_holds_what_opens_the_portal(demo_network, load, own_files):
    people = load()
    assert list(people) == ["accounts", "proofs"]
    assert [(each["role"], each["rut"], each["services"]) for each in people["accounts"]] == [
        ("customer", "11111111-1", ["11261"]),
        ("eg", "22222222-2", ["131311", "131312", "131313"]),
        ("staff", "33333333-3", []),
        ("staff", "44444444-4", []),
        ("staff", "55555555-5", []),
        ("registered", "77777777-7", []),
    ]
    assert all(list(each) == ["role", "rut", "password", "services"] for each in people["accounts"])
    assert stat.S_IMODE(own_files.stat().st_mode) == 0o600
    passwords = {each["rut"]: each["password"] for each in people["accounts"]}
    assert len(set(passwords.values())) == 6
    users = User.objects.filter(is_demo=True).order_by("rut")
    assert [user.check_password(passwords[user.rut]) for user in users] == [True] * 6
    assert [list(user.groups.values_list("name", flat=True)) for user in users] == [
        [],
        [],
        ["atención"],
        ["planificación"],
        ["publicación"],
        [],
    ]
    assert [user.is_staff for user in users] == [False, False, True, True, True, False]
    assert all(user.email_confirmed_at and user.is_active and not user.is_superuser for user in users)


def test_the_proofs_are_of_services_that_nobody_has_linked(demo_network, load):
    proofs = load()["proofs"]
    assert [list(each) for each in proofs] == [["service", "holder_rut", "folio", "amount_clp"]] * 2
    for each in proofs:
        dte = Dte.objects.get(folio=each["folio"], bill__service=each["service"])
        assert (dte.total_clp, dte.bill.service.customer_id) == (each["amount_clp"], each["holder_rut"])
        assert dte.file is not None
        latest = dte.bill.service.bills.order_by("-month")[:3]
        assert dte.bill in latest
        assert not ServiceLink.objects.filter(service=each["service"]).exists()


def test_loaded_again_they_stay_as_they_are(demo_network, load, own_files):
    first = load()
    passwords = list(User.objects.order_by("pk").values_list("password", flat=True))
    assert load() == first
    assert list(User.objects.order_by("pk").values_list("password", flat=True)) == passwords
    assert (ReplacedRow.objects.count(), ServiceLink.objects.count()) == (0, 4)


def test_without_the_file_everyone_gets_a_new_password(demo_network, load, own_files):
    first = load()
    own_files.unlink()
    second = load()
    old, new = ({each["rut"]: each["password"] for each in people["accounts"]} for people in (first, second))
    assert not set(old.values()) & set(new.values())
    assert all(User.objects.get(rut=rut).check_password(password) for rut, password in new.items())


def test_an_account_that_a_person_made_is_left_alone(demo_network, load):
    User.objects.create_user("77777777-7", "de una persona", email="persona@example.org")
    people = load()
    assert "77777777-7" not in [each["rut"] for each in people["accounts"]]
    person = User.objects.get(rut="77777777-7")
    assert (person.email, person.check_password("de una persona")) == ("persona@example.org", True)


def test_they_come_only_with_the_demo_network(network, own_files):
    assert household.are_missing() is False
    call_command("load_demo", "--if-empty", stdout=StringIO())
    assert (Customer.objects.count(), User.objects.count(), own_files.exists()) == (0, 0, False)


def test_if_empty_brings_them_to_a_demo_network_that_is_there(demo_network, own_files):
    drop_temporary_tables()
    out = StringIO()
    call_command("load_demo", "--if-empty", stdout=out)
    assert out.getvalue().startswith("Tomada, con 0 servicios apartados y 0 avisos: es la entrega ")
    call_command("load_demo", "--if-empty", stdout=(again := StringIO()))
    assert (again.getvalue(), Service.objects.count(), Publication.objects.count()) == ("", 64, 1)


def test_the_sign_ins_are_shown_on_request(demo_network, load):
    accounts = load()["accounts"]
    call_command("load_demo", "--sign-ins", stdout=(out := StringIO()))
    assert out.getvalue().splitlines()[0] == f"customer       11111111-1  {accounts[0]['password']}"
    assert [line.split()[0] for line in out.getvalue().splitlines()] == [
        "customer",
        "eg",
        "atención",
        "planificación",
        "publicación",
        "registered",
    ]


def test_they_go_without_a_trace_and_leave_others(demo_network, load, own_files, settings):
    load()
    other = Customer.objects.create(rut="88888888-8", name="Otra Persona")
    Service.objects.create(number="7", customer=other)
    User.objects.create_user("88888888-8", "de una persona")
    call_command("load_demo", "--remove-people", stdout=(out := StringIO()))
    assert out.getvalue() == "Se quitaron 64 servicios de demostración.\n"
    assert list(Service.objects.values_list("number", flat=True)) == ["7"]
    assert list(Customer.objects.values_list("rut", flat=True)) == ["88888888-8"]
    assert list(User.objects.values_list("rut", flat=True)) == ["88888888-8"]
    assert (StoredFile.objects.count(), own_files.exists()) == (0, False)
    assert [path for path in settings.CUSTOMER_FILES_ROOT.rglob("*") if path.is_file()] == []
