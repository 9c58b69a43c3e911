"""``{% safe_contact case %}``: one line in a template puts the rules on any page on which somebody may contact."""

from django import template
from django.template.context import Context

from safelight.desk.cases.models import Case
from safelight.desk.contact.shown import ShownContact, contact_of

register = template.Library()


@register.inclusion_tag("contact/component.html", takes_context=True)
def safe_contact(context: Context, case: Case, *, brief: bool = False) -> dict[str, ShownContact | bool]:
    """The rules that stand. Showing them is a look, entered before the page is sent."""
    return {"contact": contact_of(context["request"], case), "brief": brief}
