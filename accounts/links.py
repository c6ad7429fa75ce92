"""Links sent by e-mail: what they prove, and for how long. They are good once."""

from datetime import timedelta

from django.contrib.auth.tokens import PasswordResetTokenGenerator, default_token_generator
from django.urls import reverse
from django.utils import timezone
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_decode, urlsafe_base64_encode

from accounts.emails import send
from accounts.models import User

#: A form that anybody can fill in sends an account at most one link in so long.
BETWEEN_LINKS = timedelta(minutes=5)


class EmailTokens(PasswordResetTokenGenerator):
    """Of one account, for the address that waits to be confirmed; void once it is, or once another one waits."""

    key_salt = "accounts.links.EmailTokens"

    def _make_hash_value(self, user: User, timestamp: int) -> str:
        return f"{user.pk}{user.new_email}{user.email}{user.email_confirmed_at}{timestamp}"


email_tokens = EmailTokens()


def mark_of(user: User) -> str:
    return urlsafe_base64_encode(force_bytes(user.pk))


def account_of(mark: str) -> User | None:
    try:
        return User.objects.filter(pk=int(urlsafe_base64_decode(mark)), is_active=True).first()
    except (ValueError, OverflowError):
        return None


def send_confirmation(user: User, site: str) -> None:
    """To the address that waits, or to the one given at registration."""
    address = reverse("confirm-email", args=[mark_of(user), email_tokens.make_token(user)])
    send(user.new_email or user.email, "confirm_email", {"name": user.first_name, "link": site + address})


def send_recovery(user: User, site: str) -> None:
    send(user, "recover", {"link": site + new_password_address(user)})


def send_invitation(user: User, site: str) -> None:
    """To somebody whose account was made for them."""
    send(user, "invitation", {"link": site + new_password_address(user)})


def new_password_address(user: User) -> str:
    return reverse("new-password", args=[mark_of(user), default_token_generator.make_token(user)])


def may_mail(user: User) -> bool:
    """And if so, notes that it is done now. One statement, so that of two requests at once one is let through."""
    now = timezone.now()
    unmailed = User.objects.filter(pk=user.pk).exclude(mailed_at__gt=now - BETWEEN_LINKS)
    return bool(unmailed.update(mailed_at=now))
