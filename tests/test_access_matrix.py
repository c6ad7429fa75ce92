"""Every address of the project, asked by every role, against the written matrix; an address without a row fails."""

from collections.abc import Iterator

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from accounts.models import User
from customers.models import StaffReading
from data_import.models import Delivery, Run
from data_import.report import Report
from tests.access_matrix import CUSTOMERS, GROUPS, MATRIX, REGISTERED, ROLES
from tests.factories.customers import JANUARY, add_generation, link, make_bill, make_service

RUTS = ("88888888-8", "11111111-1", "22222222-2", "33333333-3", "44444444-4", "55555555-5", "66666666-6", "77777777-7")
#: What only Ana, Eva and those who may read everything ever see.
SECRETS = ("Ana Soto", "Camino 90001", "Eva Rojas", "Camino 90003", "titular90001@example.com")


def addresses(patterns: list[URLPattern | URLResolver], before: str = "") -> Iterator[str]:
    for pattern in patterns:
        whole = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from addresses(pattern.url_patterns, whole)
        else:
            yield whole


@pytest.fixture
def world(network, settings, tmp_path) -> dict[str, Client]:
    """A browser for each role; A has 90001, B 90002, the EG customer 90003."""
    settings.CUSTOMER_FILES_ROOT, settings.FILES_ROOT = tmp_path / "customers", tmp_path / "files"
    services = [make_service(number) for number in ("90001", "90002", "90003")]
    for folio, service in enumerate(services, 1):
        make_bill(service, JANUARY, folio=folio)
    add_generation(services[2])
    users = [User.objects.create_user(RUTS[0], pk=REGISTERED), *map(User.objects.create_user, RUTS[1:])]
    for user, service in zip(users[1:4], services, strict=True):
        link(user, service)
    for user, group in zip(users[4:7], ("atención", "planificación", "publicación"), strict=True):
        user.is_staff = True
        user.save()
        user.groups.add(Group.objects.get(name=group))
    users[7].is_staff = users[7].is_superuser = True
    users[7].save()
    make_trial()
    return {"anonymous": Client(), **dict(zip(ROLES[1:], map(browser, users), strict=True))}


def make_trial() -> None:
    """Delivery 1 and run 1, a trial that passed: what everybody else at the desk's addresses must not learn of."""
    delivery = Delivery.objects.create(pk=1, person="Marta Soto", is_complete=True)
    report = Report(mapping="Canónico", cutoff_on="2020-11-30", files=[], notes=[]).as_json(findings=0)
    Run.objects.create(pk=1, delivery=delivery, kind=Run.Kind.TRIAL, state=Run.State.PASSED, report=report, base=1)


def browser(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def test_every_address_has_a_row_and_every_row_an_address():
    there = set(addresses(get_resolver().url_patterns))
    assert (sorted(there - MATRIX.keys()), sorted(MATRIX.keys() - there)) == ([], [])


@pytest.mark.django_db
@pytest.mark.parametrize("group", GROUPS)
def test_every_role_gets_what_the_matrix_says(world: dict[str, Client], group: str):
    found = {row.path: tuple(world[role].get(row.path).status_code for role in ROLES) for row in GROUPS[group].values()}
    wanted = {row.path: row.statuses for row in GROUPS[group].values()}
    assert {path: (found[path], wanted[path]) for path in wanted if found[path] != wanted[path]} == {}


@pytest.mark.django_db
@pytest.mark.parametrize("group", GROUPS)
def test_nobody_elses_name_or_address_is_in_any_answer(world: dict[str, Client], group: str):
    leaks = [
        (role, row.path, secret)
        for route, row in GROUPS[group].items()
        for role in ("anonymous", "customer B", "planificación")
        for secret in secrets_in(world[role].get(row.path))
    ]
    assert leaks == []


def test_what_must_not_leak_is_there_for_whom_it_belongs_to(world: dict[str, Client]):
    assert secrets_in(world["customer A"].get("/clientes/90001/general/")) == ["Ana Soto", "Camino 90001", SECRETS[-1]]
    assert secrets_in(world["EG customer"].get("/clientes/90003/general/")) == ["Eva Rojas", "Camino 90003"]


def secrets_in(response) -> list[str]:
    text = b"".join(response.streaming_content) if response.streaming else response.content
    return [secret for secret in SECRETS if secret.encode() in text]


@pytest.mark.django_db
def test_no_cache_keeps_anything_of_a_customers(world: dict[str, Client]):
    headers = {
        (role, row.path): response["Cache-Control"]
        for row in CUSTOMERS.values()
        for role in ("anonymous", "customer A", "EG customer", "atención")
        if (response := world[role].get(row.path)).status_code in (200, 204, 302)
    }
    assert set(headers.values()) == {"private, no-store"}


@pytest.mark.django_db
def test_customer_b_finds_nothing_of_a_by_any_method(world: dict[str, Client]):
    b = world["customer B"]
    paths = [row.path for route, row in CUSTOMERS.items() if "<str:number>" in route]
    answers = {
        getattr(b, name)(path).status_code for path in paths for name in ("get", "head", "post", "put", "delete")
    }
    assert answers == {404, 405}
    assert StaffReading.objects.count() == 0
