"""The one door for mail. A text is a template whose first line is the subject."""

import logging
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.http import HttpRequest
from django.template import Context
from django.template.loader import get_template

from accounts.models import User

logger = logging.getLogger(__name__)

FILES = "accounts.mail_files.PrivateFiles"
#: A mail server takes its time; whoever waits for the page must not learn from it whether there was a mail to send.
_postman = ThreadPoolExecutor(2, thread_name_prefix="mail")


def send(to: User | str, template: str, context: dict[str, Any]) -> None:
    """`template`: a name in templates/accounts/mail/, or a path such as customers/mail/new_link. Nothing is raised: a mail that
    cannot be sent is in the log."""
    address = to.email if isinstance(to, User) else to
    if not address:
        return
    path = template if "/" in template else f"accounts/mail/{template}"
    subject, _, text = words(f"{path}.txt", context | {"person": to if isinstance(to, User) else None}).partition("\n")
    message = EmailMessage(subject.strip(), text.strip() + "\n", to=[address])
    if settings.EMAIL_BACKEND == "django.core.mail.backends.smtp.EmailBackend":
        _postman.submit(deliver, message)
    else:
        deliver(message)


def words(path: str, context: dict[str, Any]) -> str:
    """Plain text: nothing is escaped for HTML."""
    own = {
        "cooperative_name": settings.COOPERATIVE_NAME,
        "cooperative_phone": settings.COOPERATIVE_PHONE,
        "link_hours": settings.PASSWORD_RESET_TIMEOUT // 3600,
    }
    template = get_template(path).template  # type: ignore[attr-defined]  # that of Django's own engine
    return template.render(Context(own | context, autoescape=False))


def deliver(message: EmailMessage) -> None:
    """The log names the kind of failure alone: what a server answers, and so the traceback, holds the person's address."""
    try:
        message.send()
    except Exception as error:
        logger.error("A mail could not be sent: %s", type(error).__name__)


def site_url(request: HttpRequest) -> str:
    """What links in mails begin with: SITE_URL, else the host that was asked for, which ALLOWED_HOSTS has let through."""
    return settings.SITE_URL or f"{request.scheme}://{request.get_host()}"
