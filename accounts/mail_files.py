from typing import Any

from django.conf import settings
from django.core.mail.backends.filebased import EmailBackend


class PrivateFiles(EmailBackend):
    """Mails as files, for a portal that has no mail server yet. They hold links that let in: only its own user reads them."""

    def __init__(self, *args: Any, **options: Any) -> None:
        settings.MAIL_ROOT.mkdir(mode=0o700, parents=True, exist_ok=True)
        settings.MAIL_ROOT.chmod(0o700)
        super().__init__(*args, **{"file_path": str(settings.MAIL_ROOT), **options})
