"""A section of *Mis datos* as its own app draws it."""

from django import template
from django.template.context import Context
from django.utils.safestring import SafeString

from accounts.personal_data import Section

register = template.Library()


@register.simple_tag(takes_context=True)
def draw(context: Context, section: Section) -> SafeString:
    assert context.template is not None  # noqa: S101  a tag is drawn by a template
    own = context.template.engine.get_template(section.template)
    with context.push(**section.context):
        return own.render(context)
