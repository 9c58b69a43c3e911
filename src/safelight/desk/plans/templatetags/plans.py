"""What templates of the plan ask of a block."""

from django import template

from safelight.desk.plans.versions.document import Block

register = template.Library()


@register.filter
def sort(block: Block) -> str:
    """Which sort of block it is, by the name of its class."""
    return type(block).__name__
