"""The second factor: a code of a phone's app, ten recovery codes for when the phone is lost.

Wrong codes make the next one wait, twice as long each time; the library keeps the count with the device.
"""

import io
import math
from datetime import datetime, timedelta

import segno
from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django_otp import login as mark_verified
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from accounts.models import User
from accounts.sessions import end_sessions

PHONE, RECOVERY = "Teléfono", "Códigos de recuperación"
RECOVERY_CODES = 10
PENDING = "pending_second_factor"
PENDING_FOR = timedelta(minutes=10)
BACKEND = "django.contrib.auth.backends.ModelBackend"


class WaitError(Exception):
    """Too many wrong codes. As a sentence."""

    def __init__(self, until: datetime) -> None:
        seconds = max(1, math.ceil((until - timezone.now()).total_seconds()))
        amount = f"{seconds} segundos" if seconds < 120 else f"{math.ceil(seconds / 60)} minutos"
        super().__init__(f"Hubo códigos equivocados. Espere {amount} antes de probar otro.")


def phone_of(user: User) -> TOTPDevice | None:
    return TOTPDevice.objects.filter(user=user, confirmed=True).first()


def verify(user: User, code: str) -> TOTPDevice | StaticDevice | None:
    """The device that gave the code, which is then used up; None when it is wrong. Raises WaitError."""
    model = TOTPDevice if code.isdigit() and len(code) == 6 else StaticDevice
    with transaction.atomic():
        device = model.objects.select_for_update().filter(user=user, confirmed=True).first()
        if device is None:
            return None
        is_allowed, why = device.verify_is_allowed()
        if not is_allowed:
            raise WaitError(why["locked_until"])
        return device if device.verify_token(code) else None


def draft(user: User) -> TOTPDevice:
    """The phone that is being added: its key stays the same until a code confirms it."""
    device = TOTPDevice.objects.filter(user=user, confirmed=False).first()
    return device or TOTPDevice.objects.create(user=user, name=PHONE, confirmed=False)


def add_phone(request: HttpRequest, user: User, code: str) -> list[str] | None:
    """The recovery codes, once; None when the code is wrong. The person's other sessions end. Raises WaitError."""
    with transaction.atomic():
        device = TOTPDevice.objects.select_for_update().filter(user=user, confirmed=False).first()
        if device is None or phone_of(user):
            return None
        is_allowed, why = device.verify_is_allowed()
        if not is_allowed:
            raise WaitError(why["locked_until"])
        if not device.verify_token(code):
            return None
        device.confirmed = True
        device.save(update_fields=["confirmed"])
    mark_verified(request, device)
    end_sessions(user, but=request.session.session_key)
    return renew_recovery_codes(user)


@transaction.atomic
def renew_recovery_codes(user: User) -> list[str]:
    """Ten new ones; the former are void."""
    StaticDevice.objects.filter(user=user).delete()
    device = StaticDevice.objects.create(user=user, name=RECOVERY)
    codes = [StaticToken.random_token() for _ in range(RECOVERY_CODES)]
    StaticToken.objects.bulk_create(StaticToken(device=device, token=code) for code in codes)
    return codes


def recovery_codes_left(user: User) -> int:
    return StaticToken.objects.filter(device__user=user).count()


def remove_second_factor(user: User) -> None:
    TOTPDevice.objects.filter(user=user).delete()
    StaticDevice.objects.filter(user=user).delete()


def key_in_words(device: TOTPDevice) -> str:
    """For those who cannot scan: base 32 in fours."""
    from base64 import b32encode

    text = b32encode(device.bin_key).decode().rstrip("=")
    return " ".join(text[at : at + 4] for at in range(0, len(text), 4))


def qr_svg(device: TOTPDevice) -> bytes:
    drawing = io.BytesIO()
    segno.make_qr(device.config_url).save(drawing, kind="svg", scale=5, border=4, light="white")
    return drawing.getvalue()


def hold(request: HttpRequest, user: User) -> None:
    """The password was right, a code is still to come: until then nobody is signed in."""
    request.session.cycle_key()
    request.session[PENDING] = {
        "user": user.pk,
        "at": timezone.now().isoformat(),
        "password": user.get_session_auth_hash(),
    }


def held(request: HttpRequest) -> User | None:
    """Who has ten minutes to give a code, while the password that they gave is theirs."""
    pending = request.session.get(PENDING)
    if not pending or timezone.now() - datetime.fromisoformat(pending["at"]) > PENDING_FOR:
        return None
    user = User.objects.filter(pk=pending["user"], is_active=True).first()
    is_same = user and constant_time_compare(user.get_session_auth_hash(), pending.get("password", ""))
    return user if is_same else None
