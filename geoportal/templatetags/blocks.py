"""A block of the page once more: what stands in <title> is also what a shared link shows."""

from django import template
from django.template.context import Context
from django.template.loader_tags import BLOCK_CONTEXT_KEY
from django.utils.safestring import SafeString, mark_safe

register = template.Library()


@register.simple_tag(takes_context=True)
def text_of_block(context: Context, name: str) -> SafeString:
    """What the block holds on this page; markup has no place in it."""
    block = context.render_context[BLOCK_CONTEXT_KEY].get_block(name)
    return mark_safe(block.nodelist.render(context).strip())  # noqa: S308  escaped already, as the block itself is
