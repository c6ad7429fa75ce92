"""System checks: what a portal on the open network must be told before it may send links."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning, register

from accounts.emails import FILES


@register()
def check_site_url(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    if not settings.HTTPS or settings.SITE_URL.startswith("https://"):
        return []
    hint = "Set SITE_URL to the portal's own address, e.g. https://mapa.example.cl."
    return [Error("With HTTPS, links in mails need SITE_URL, an https:// address.", hint=hint, id="accounts.E001")]


@register()
def check_mail(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    if not settings.HTTPS or settings.EMAIL_BACKEND != FILES:
        return []
    hint = "Set EMAIL_URL, e.g. smtp+tls://user:password@mail.example.cl:587."
    message = f"With HTTPS, mails should reach people; without EMAIL_URL they are files in {settings.MAIL_ROOT}."
    return [Warning(message, hint=hint, id="accounts.W001")]
