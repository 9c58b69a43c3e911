"""The parts of the victim's own version: short, plain, and safe to be found."""

import re
from collections.abc import Iterable, Iterator, Sequence

from django.utils import translation
from django.utils.translation import gettext as _

from safelight.desk.plans.shown import ShownPlacing
from safelight.desk.plans.versions.document import Block, Heading, Listing, Paragraph
from safelight.desk.plans.versions.rules import VersionRule
from safelight.desk.plans.versions.source import Source
from safelight.knowledge.measures import Role
from safelight.planning.plan import GateKind, State

TEXTS_ARE_IN = "en-gb"
MOST_LINES = 8
"""More than that at once frightens and is not read."""


def own_words(source: Source, _rule: VersionRule) -> Iterator[Block]:
    """What they want, as they said it, sentence by sentence."""
    entry = source.opened.standing.purpose
    note = source.note(entry.pk if entry else None)
    if note and not note.is_private:
        yield Heading(_("What I want"))
        yield Listing(tuple(re.findall(r"[^.!?]+[.!?]*", note.words.strip())))


def steps(source: Source, _rule: VersionRule) -> Iterator[Block]:
    """What can be done now, and what waits for nothing but their yes."""
    ready = [one for one in source.placings if one.placing.state is State.READY]
    mine = [one for one in ready if one.placing.owner is Role.VICTIM]
    others = [one for one in ready if one.placing.owner is not Role.VICTIM]
    yield from _list(_("What I can do now"), mine)
    yield from _list(_("What we do now"), others)
    yield from _list(_("What I can say yes or no to"), _waiting_for_a_yes(source))


def waiting(source: Source, _rule: VersionRule) -> Iterator[Block]:
    """What comes next, and no more than can be read."""
    yes = {one.placing.key for one in _waiting_for_a_yes(source)}
    held = [one for one in source.placings if one.placing.state in {State.HELD, State.REFUSED}]
    yield from _list(_("What comes later"), [one for one in held if one.placing.key not in yes])


def remember(_source: Source, _rule: VersionRule) -> Iterator[Block]:
    """What always holds."""
    yield Heading(_("Good to know"))
    yield Listing(
        (
            _("I can stop at any time, and I can change my mind."),
            _("I change nothing before the day we agreed."),
            _("I keep this where only I look. I can throw it away and ask for a new one."),
            _("In an emergency: 999. On a mobile, press 55 when asked if you cannot talk."),
        )
    )


def _waiting_for_a_yes(source: Source) -> list[ShownPlacing]:
    """What is held by nothing but a decision that is theirs."""
    return [
        one
        for one in source.placings
        if one.placing.state is State.HELD and {gate.kind for gate in one.placing.held_by} == {GateKind.DECISION}
    ]


def _list(heading: str, placings: Iterable[ShownPlacing]) -> Iterator[Block]:
    """Each measure once, with the things it is for; the first few."""
    by_measure: dict[str, list[ShownPlacing]] = {}
    for one in placings:
        by_measure.setdefault(one.placing.measure, []).append(one)
    lines = [line for each in by_measure.values() if (line := _line(each))]
    if lines:
        yield Heading(heading)
        language = "" if translation.get_language() == TEXTS_ARE_IN else TEXTS_ARE_IN
        yield Listing(tuple(lines[:MOST_LINES]), language)
    if len(lines) > MOST_LINES:
        yield Paragraph(_("There are more steps. We talk about each one when we get there."))


def _line(placings: Sequence[ShownPlacing]) -> str:
    first = placings[0]
    if first.measure is None:
        return ""
    names = list(dict.fromkeys(one.name for one in placings if one.name))
    text = first.measure.texts.victim
    if len(names) < 2 or "{thing}" not in text:
        return first.said(text)
    together = f"{', '.join(names[:-1])} and {names[-1]}"
    return f"{together[0].upper()}{together[1:]}: {text[0].lower()}{text[1:].replace('{thing}', 'each one')}"
