"""What a careful reader holds against a record, in words for the screen."""

from collections.abc import Iterable

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from safelight.records.record import Doubt

_IN_WORDS: dict[Doubt, Promise] = {
    Doubt.HEADER_IN_BODY: _(
        "This may be part of the message before it, written to look like a message of its own."
    ),
    Doubt.TIME_RUNS_BACKWARDS: _("Its time is earlier than the time of the record before it."),
    Doubt.SENDER_UNCERTAIN: _("Where the sender's name ends is not certain."),
    Doubt.SENDER_MISSING: _("The export does not say who sent it."),
    Doubt.NOT_UTF8: _("Some bytes are not proper text and are shown as near as can be."),
    Doubt.DUPLICATE_KEY: _("The export says one thing twice, in two ways."),
    Doubt.DUPLICATE_ID: _("Another record in this export has the same number."),
    Doubt.LONE_SURROGATE: _("Half of a character is missing in the export."),
    Doubt.CUT_SHORT: _("The export ends in the middle of it."),
    Doubt.HIDDEN_CHARACTERS: _("It holds characters that do not show."),
    Doubt.MOJIBAKE_REPAIRED: _("The export garbled some letters; they are shown repaired."),
    Doubt.MOJIBAKE_NOT_REPAIRED: _("The export garbled some letters, and they could not be repaired."),
    Doubt.UNSURE_READING: _("A machine read these words off a picture, and was not sure of all of them."),
}


def doubts_in_words(doubts: Iterable[str]) -> list[Promise]:
    """The sentence for each doubt."""
    return [_IN_WORDS[Doubt(doubt)] for doubt in doubts]
