"""Bootstrap Icons, drawn into the page: no second request, and they take the colour of the text beside them."""

from functools import cache

from django import template
from django.conf import settings
from django.utils.safestring import SafeString, mark_safe

register = template.Library()

ICONS = settings.BASE_DIR / "node_modules" / "bootstrap-icons" / "icons"


@register.simple_tag
@cache
def icon(name: str) -> SafeString:
    """The icon for the eyes alone: the word beside it, or the button's name, says it to everybody."""
    svg = (ICONS / f"{name}.svg").read_text(encoding="utf-8")
    return mark_safe(svg.replace("<svg ", '<svg aria-hidden="true" focusable="false" ', 1).strip())  # noqa: S308
