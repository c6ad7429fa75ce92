"""A new account, and the address it is reached at.

Whoever fills in a form learns nothing about other people's accounts: what there is to say is mailed to their holders.
"""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone

from accounts.emails import send
from accounts.links import email_tokens, may_mail, send_confirmation, send_recovery
from accounts.models import User
from accounts.rut import RutError, parse_rut


def register(person: dict[str, Any], password: str, site: str) -> None:
    """Makes the account, unless its RUT or e-mail has one: then its holder is told. The same work either way."""
    give_way(person["rut"], person["email"])
    holders = list(User.objects.filter(Q(rut=person["rut"]) | Q(email__iexact=person["email"])))
    user = None if holders else made(person, password)
    if user is not None:
        send_confirmation(user, site)
        return
    make_password(password)
    for holder in holders:
        if may_mail(holder):
            send(holder, "already_registered", {"site": site})


def made(person: dict[str, Any], password: str) -> User | None:
    """None where somebody else was faster."""
    try:
        with transaction.atomic():
            return User.objects.create_user(password=password, mailed_at=timezone.now(), **person)
    except IntegrityError:
        return None


def give_way(rut: str, email: str) -> None:
    """An account that nobody confirmed in time does not keep its RUT or e-mail from their owner."""
    overdue = timezone.now() - timedelta(seconds=settings.PASSWORD_RESET_TIMEOUT)
    unconfirmed = User.objects.filter(email_confirmed_at=None, date_joined__lt=overdue, is_staff=False)
    unconfirmed.filter(Q(rut=rut) | Q(email__iexact=email)).delete()


def confirm_email(user: User | None, token: str) -> bool:
    """Whether the link was good. The address that waited takes the place of the former."""
    if user is None or not email_tokens.check_token(user, token):
        return False
    user.email, user.new_email = user.new_email or user.email, ""
    user.email_confirmed_at = timezone.now()
    try:
        with transaction.atomic():
            user.save(update_fields=["email", "new_email", "email_confirmed_at"])
    except IntegrityError:
        return False
    return True


def is_new_email(user: User, email: str) -> bool:
    """It neither is the account's nor waits to be."""
    return email.lower() not in (user.email.lower(), user.new_email.lower())


def ask_for_new_email(user: User, email: str, site: str) -> None:
    """The former address gets a notice; the new one a link, unless one was sent a moment ago: then it is asked for again."""
    user.new_email = email
    user.save(update_fields=["new_email"])
    if may_mail(user):
        mail_new_address(user, site)
    if user.email_confirmed_at:
        send(user, "email_changing", {})


def mail_new_address(user: User, site: str) -> None:
    """An address of somebody else's account: they are told, with no link."""
    holder = User.objects.filter(email__iexact=user.new_email).exclude(pk=user.pk).first()
    if holder is None:
        send_confirmation(user, site)
    elif may_mail(holder):
        send(holder, "already_registered", {"site": site})


def keep_email(user: User) -> None:
    """A change that waits is taken back."""
    user.new_email = ""
    user.save(update_fields=["new_email"])


def recover(account: str, site: str) -> None:
    """Mails a link to the holder, if there is one."""
    user = account_named(account)
    if user is not None and user.email and may_mail(user):
        send_recovery(user, site)


def account_named(text: str) -> User | None:
    active = User.objects.filter(is_active=True)
    if "@" in text:
        return active.filter(email__iexact=text.strip()).first()
    try:
        return active.filter(rut=parse_rut(text)).first()
    except RutError:
        return None
