"""The session engine (SESSION_ENGINE), and a person's sessions: listed, ended."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, cast

from django.contrib.auth import SESSION_KEY
from django.contrib.auth.models import AbstractBaseUser
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.http import HttpRequest
from django.utils import timezone

from accounts.addresses import client_address
from accounts.models import Session, User

#: What *Mis datos* says of a session, kept inside it so that it survives a change of its key.
KEY = "started"
#: A use is written down when the last one written is as old: reading pages seldom writes.
BETWEEN_USES = timedelta(minutes=10)
BROWSERS = (("Edg", "Edge"), ("OPR", "Opera"), ("Firefox", "Firefox"), ("Chrome", "Chrome"), ("Safari", "Safari"))
SYSTEMS = (
    ("Android", "Android"),
    ("iPhone|iPad", "iOS"),
    ("Windows", "Windows"),
    ("Mac OS", "macOS"),
    ("Linux", "Linux"),
)


class SessionStore(DatabaseStore):
    #: As it was loaded; None for a session that is new, or over.
    row: Session | None = None

    @classmethod
    def get_model_class(cls) -> type[Session]:
        return Session

    def load(self) -> dict[str, Any]:
        self.row = self._get_session_from_db()  # type: ignore[attr-defined]  # as the class above does
        return self.decode(self.row.session_data) if self.row else {}

    def create_model_instance(self, data: dict[str, Any]) -> Session:
        row = cast(Session, super().create_model_instance(data))
        started = data.get(KEY, {})
        row.user_id = int(data[SESSION_KEY]) if SESSION_KEY in data else None
        row.started_at = datetime.fromisoformat(started["at"]) if started else None
        row.device, row.address = started.get("device", ""), started.get("address")
        row.last_used_at = timezone.now() if row.user_id else None
        return row


def note_start(sender: type[AbstractBaseUser], request: HttpRequest, **_: Any) -> None:
    """On sign-in."""
    request.session[KEY] = {
        "at": timezone.now().isoformat(),
        "device": device_of(request.headers.get("user-agent", "")),
        "address": client_address(request),
    }


def note_use(request: HttpRequest) -> None:
    """After the answer was made, when its session was looked at."""
    row, now = getattr(request.session, "row", None), timezone.now()
    if row and row.user_id and (row.last_used_at is None or now - row.last_used_at >= BETWEEN_USES):
        Session.objects.filter(pk=row.pk).update(last_used_at=now)


def device_of(agent: str) -> str:
    """In words: Firefox en Windows. Empty where it cannot be told."""
    names = (
        next((name for pattern, name in known if re.search(pattern, agent)), None) for known in (BROWSERS, SYSTEMS)
    )
    return " en ".join(name for name in names if name)


@dataclass(frozen=True)
class Shown:
    """A session on the screen. `mark` names it in forms: the key itself would let its reader in."""

    mark: int
    started_at: datetime | None
    last_used_at: datetime | None
    device: str
    address: str | None
    is_this: bool


def sessions_of(user: User, this_key: str | None) -> list[Shown]:
    return [
        Shown(number, row.started_at, row.last_used_at, row.device, row.address, row.session_key == this_key)
        for number, row in numbered(user)
    ]


def numbered(user: User) -> Iterator[tuple[int, Session]]:
    """Newest first. The number is the moment of the start: it tells a person's sessions apart, and nothing else."""
    for row in user.sessions.filter(expire_date__gt=timezone.now()).order_by("-started_at"):
        yield int(row.started_at.timestamp() * 1_000_000) if row.started_at else 0, row


def end_session(user: User, mark: str) -> None:
    keys = [row.session_key for number, row in numbered(user) if str(number) == mark]
    user.sessions.filter(session_key__in=keys).delete()


def end_sessions(user: User, but: str | None = None) -> int:
    """All of them, or all `but` one. How many."""
    return user.sessions.exclude(session_key=but).delete()[0]
