"""The words for what was said of an app."""

from django import template
from django.utils.functional import Promise

from safelight.desk.footprint.words import ANSWERS, WHO
from safelight.knowledge.answer import Answer
from safelight.planning.footprint import Who

register = template.Library()


@register.filter
def answer_word(answer: Answer) -> Promise:
    """An answer in words."""
    return dict(ANSWERS)[answer]


@register.filter
def who_word(who: Who) -> Promise:
    """Somebody in words."""
    return dict(WHO)[who]
