"""Whose service is whose: proven, told to the holder, given up, revoked."""

from dataclasses import dataclass

from django.core import signing
from django.db import transaction
from django.utils import timezone

from accounts import emails
from accounts.models import User
from customers.enums import Proof
from customers.models import Dte, Service, ServiceLink
from customers.tries import begin_proof

SALT = "customers.revoke_link"
REVOCABLE_DAYS = 30
LAST_BILLS = 3


class NotProven(Exception):
    def __str__(self) -> str:
        return "Los datos no coinciden con una de las tres últimas boletas de ese servicio. Revíselos y vuelva a intentarlo."


@dataclass(frozen=True)
class Claim:
    """What a person says of a service. `rut` canonical; `amount_clp` the document's total."""

    number: str
    rut: str
    folio: int
    amount_clp: int


def link_by_proof(user: User, claim: Claim, address: str | None) -> tuple[ServiceLink, bool]:
    """The link, and whether it is new. Raises NotProven, the same whichever part is wrong, or TooManyTries."""
    attempt = begin_proof(user, claim.number, address)
    if not is_proven(claim):
        raise NotProven
    attempt.is_proven = True
    attempt.save(update_fields=["is_proven"])
    return ServiceLink.objects.get_or_create(
        user=user, service_id=claim.number, revoked_at=None, defaults={"proof": Proof.BILL}
    )


def is_proven(claim: Claim) -> bool:
    """One question whatever is wrong, so that neither words nor time say which part it was."""
    last = Dte.objects.filter(bill__service_id=claim.number).order_by("-bill__month")[:LAST_BILLS]
    return Dte.objects.filter(
        pk__in=last.values("pk"),
        bill__service__customer_id=claim.rut,
        folio=claim.folio,
        total_clp=claim.amount_clp,
    ).exists()


def tell_holder(link: ServiceLink, address: str) -> None:
    """`address`: where the holder can revoke the link."""
    holder = Service.objects.select_related("customer").get(pk=link.service_id).customer
    context = {
        "holder": holder.name,
        "service": link.service_id,
        "who": f"{link.user.first_name} {link.user.paternal_surname[:1]}.".strip(),
        "linked_at": link.linked_at,
        "url": address,
        "days": REVOCABLE_DAYS,
    }
    emails.send(holder.email, "customers/mail/new_link", context)


def revocation_token(link: ServiceLink) -> str:
    return signing.dumps(link.pk, salt=SALT)


def link_of_token(token: str) -> ServiceLink | None:
    """The link that a mail's address may revoke; None where it is not ours, too old, or over already."""
    try:
        number = signing.loads(token, salt=SALT, max_age=REVOCABLE_DAYS * 24 * 3600)
    except signing.BadSignature:
        return None
    return ServiceLink.objects.filter(pk=number, revoked_at=None).first()


def give_up_service(user: User, service: Service) -> None:
    """Done already, it is no error."""
    ServiceLink.objects.filter(user=user, service=service, revoked_at=None).update(revoked_at=timezone.now())


@transaction.atomic
def revoke(link: ServiceLink) -> None:
    ServiceLink.objects.filter(pk=link.pk, revoked_at=None).update(revoked_at=timezone.now())
