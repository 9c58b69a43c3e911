"""The words for answers, people and links."""

from typing import TYPE_CHECKING

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from safelight.desk.footprint.kept import Whose
from safelight.knowledge.answer import Answer
from safelight.planning.footprint import Who

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

ANSWERS: tuple[tuple[str, Promise], ...] = (
    (Answer.YES, _("Yes")),
    (Answer.NO, _("No")),
    (Answer.NOT_SURE, _("Not sure")),
    (Answer.NOT_ASKED, _("Not asked yet")),
)
WHO: tuple[tuple[str, Promise], ...] = (
    (Who.VICTIM, _("The person we help")),
    (Who.OTHER_SIDE, _("The person they need to be safe from")),
    (Who.CHILD, _("A child")),
    (Who.SOMEBODY_ELSE, _("Somebody else")),
    (Who.NOT_KNOWN, _("Not known")),
)
WHOSE: tuple[tuple[str, Promise], ...] = (
    (Whose.VICTIM, _("The person we help said it")),
    (Whose.HELPER, _("Somebody who helps them said it")),
    (Whose.LOOKED, _("We looked together and saw it")),
)
LINK_WORDS: "dict[str, StrOrPromise]" = {
    "recovery_to": _("Which of these can be used to get back in?"),
    "alerts_to": _("Which of these gets its alerts?"),
    "second_factor_on": _("Which of these gets or makes its codes?"),
    "shown_on": _("Which of these is signed in to it?"),
    "forwards_to": _("Which of these gets a copy of what comes in?"),
    "member_of": _("Which family group does it belong to?"),
    "paid_on": _("Which contract, account or title does it hang on?"),
}
LINK_SHORT: dict[str, Promise] = {
    "recovery_to": _("gets back in through"),
    "alerts_to": _("sends alerts to"),
    "second_factor_on": _("codes on"),
    "shown_on": _("signed in on"),
    "forwards_to": _("copies go to"),
    "member_of": _("in the group"),
    "paid_on": _("hangs on"),
}


def said(table: tuple[tuple[str, Promise], ...], value: str) -> str:
    """The words for a value."""
    return str(dict(table).get(value, value))
