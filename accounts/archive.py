"""*Descargar mis datos*: all that is held about a person, as a ZIP."""

import json
import tempfile
import zipfile
from collections.abc import Iterator
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder

from accounts.models import User
from accounts.personal_data import sources

IN_MEMORY = 1 << 20
#: What would let somebody in is not data about the person.
SECRET = {"password"}
SESSION = ("started_at", "last_used_at", "device", "address", "expire_date")


def archive_of(user: User) -> tempfile.SpooledTemporaryFile[bytes]:
    """A file at its beginning, which goes when it is closed."""
    file = tempfile.SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115  whoever sends it closes it
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files_of(user):
            archive.writestr(name, content)
    file.seek(0)
    return file


def files_of(user: User) -> Iterator[tuple[str, bytes]]:
    yield "cuenta.json", as_json(account_document(user))
    for source in sources():
        yield from source.files(user)


def account_document(user: User) -> dict[str, Any]:
    own = {field.name: getattr(user, field.attname) for field in user._meta.concrete_fields if field.name not in SECRET}
    return {
        "cuenta": own,
        "grupos": list(user.groups.order_by("name").values_list("name", flat=True)),
        "sesiones": list(user.sessions.order_by("started_at").values(*SESSION)),
        "consultas": list(user.readings.order_by("read_at").values("read_at", "person", "subject")),
    }


def as_json(document: dict[str, Any]) -> bytes:
    return json.dumps(document, cls=DjangoJSONEncoder, ensure_ascii=False, indent=1).encode()
