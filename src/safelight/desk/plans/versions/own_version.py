"""The words of the victim's own version that are not steps: what they want, and what always holds."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from safelight.desk.plans.versions.document import Block, Heading, Listing
from safelight.desk.plans.versions.rules import VersionRule
from safelight.desk.plans.versions.source import Source


def own_words(source: Source, _rule: VersionRule) -> Iterator[Block]:
    """What they want, as they said it, sentence by sentence."""
    entry = source.opened.standing.purpose
    note = source.note(entry.pk if entry else None)
    if note and not note.is_private:
        yield Heading(_("What I want"))
        yield Listing(tuple(re.findall(r"[^.!?]+[.!?]*", note.words.strip())))


def remember(_source: Source, _rule: VersionRule) -> Iterator[Block]:
    """What always holds."""
    yield Heading(_("Good to know"))
    yield Listing(
        (
            _("In an emergency: 999. On a mobile, press 55 when asked if you cannot talk."),
            _("I can stop at any time, and I can change my mind."),
            _("I change nothing before the day we agreed."),
            _("I keep this where only I look. I can throw it away and ask for a new one."),
        )
    )
