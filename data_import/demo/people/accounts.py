"""Accounts for the demo people, with passwords drawn for this installation and left in one file that only its user reads."""

import json
import os
import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth.models import Group
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from customers.enums import Proof
from customers.models import Dte, ServiceLink
from data_import.demo.people.cast import (
    CONSUMER,
    CONSUMPTION,
    EG_SERVICES,
    GENERATOR,
    REGISTERED,
    STAFF,
    UNLINKED,
    Person,
)


@dataclass(frozen=True)
class Role:
    """`role` as the file of accounts names it; `group` of a member of staff."""

    role: str
    person: Person
    services: tuple[str, ...] = ()
    group: str | None = None


ROLES = (
    Role("customer", CONSUMER, (CONSUMPTION,)),
    Role("eg", GENERATOR, EG_SERVICES),
    *(Role("staff", person, group=group) for group, person in STAFF.items()),
    Role("registered", REGISTERED),
)


def make_accounts() -> None:
    """Accounts, links and the file of sign-ins. Passwords in the file stay; an account that a person made is left alone."""
    path = settings.DEMO_ACCOUNTS_FILE
    kept = kept_passwords(path)
    with transaction.atomic():
        accounts = [account for role in ROLES if (account := make_account(role, kept))]
    write_private(path, {"accounts": accounts, "proofs": proofs()})


def kept_passwords(path: Path) -> dict[str, str]:
    if not path.is_file():
        return {}
    return {account["rut"]: account["password"] for account in json.loads(path.read_text())["accounts"]}


def make_account(role: Role, kept: dict[str, str]) -> dict[str, Any] | None:
    person = role.person
    user = User.objects.filter(rut=person.rut).first() or User(rut=person.rut, is_demo=True)
    if not user.is_demo:
        return None
    password = kept.get(person.rut) or secrets.token_urlsafe(12)
    fill(user, role, password)
    link(user, role.services)
    return {"role": role.role, "rut": person.rut, "password": password, "services": list(role.services)}


def fill(user: User, role: Role, password: str) -> None:
    person = role.person
    user.first_name, user.email = person.first_name, person.email
    user.paternal_surname, user.maternal_surname = person.paternal_surname, person.maternal_surname
    user.email_confirmed_at = user.email_confirmed_at or timezone.now()
    user.is_staff = role.group is not None
    if not (user.pk and user.check_password(password)):
        user.set_password(password)
    user.save()
    if role.group:
        user.groups.set([Group.objects.get_or_create(name=role.group)[0]])


def link(user: User, services: tuple[str, ...]) -> None:
    for number in services:
        ServiceLink.objects.get_or_create(user=user, service_id=number, revoked_at=None, defaults={"proof": Proof.DEMO})


def proofs() -> list[dict[str, Any]]:
    """What *Agregar cuenta* asks for, of services that nobody has linked: the latest bill's folio and total."""
    found = []
    for number in UNLINKED:
        dte = Dte.objects.filter(bill__service_id=number).select_related("bill__service").latest("bill__month")
        holder = dte.bill.service.customer_id
        found.append({"service": number, "holder_rut": holder, "folio": dte.folio, "amount_clp": dte.total_clp})
    return found


def write_private(path: Path, document: dict[str, Any]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_suffix(".partial")
    partial.unlink(missing_ok=True)
    with os.fdopen(os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
        json.dump(document, file, ensure_ascii=False, indent=1)
    partial.replace(path)
