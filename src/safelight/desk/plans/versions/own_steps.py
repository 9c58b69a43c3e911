"""The steps of the victim's own version: today, this week, later, and what waits for their yes."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta
from itertools import groupby

from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from safelight.desk.plans.shown import ShownPlacing
from safelight.desk.plans.versions.document import Block, Heading, Listing
from safelight.desk.plans.versions.redacting import gives_away
from safelight.desk.plans.versions.rules import VersionRule, rules
from safelight.desk.plans.versions.source import Source
from safelight.knowledge.measures import VICTIM_TEXT, Role
from safelight.knowledge.translations import ENGLISH, said_in
from safelight.planning.plan import GateKind, State

MOST = {"today": 3, "this_week": 4, "to_decide": 2, "later": 3, "more": 12}
"""Lines under each heading, so that it leads with one page: nobody reads forty when they are afraid."""
A_WEEK = timedelta(days=7)


class Line:
    """One step as it is said, with its English: what gives away is looked for in both."""

    def __init__(self, placings: Sequence[ShownPlacing], language: str) -> None:
        measure = placings[0].measure
        assert measure is not None
        english = measure.texts.victim
        said = said_in(language, VICTIM_TEXT, measure.id, english)
        names = list(dict.fromkeys(one.name for one in placings if one.name))
        self.language = said.language
        self.text = _with_names(said.text, names, said.language)
        self.english = _with_names(english, names, ENGLISH)

    @property
    def stays(self) -> bool:
        """Whether it may stand on paper that must be safe to be found."""
        return not gives_away((self.text, self.english), rules().give_away)


def today(source: Source, _rule: VersionRule) -> Iterator[Block]:
    """What is to be done by the end of the day, or should have been."""
    day = date_format(source.today, "j F")
    yield from _listed(_("Today, %(day)s") % {"day": day}, _by_time(source)["today"], "today")


def this_week(source: Source, _rule: VersionRule) -> Iterator[Block]:
    """What is to be done in the next seven days."""
    yield from _listed(_("This week"), _by_time(source)["this_week"], "this_week")


def to_decide(source: Source, _rule: VersionRule) -> Iterator[Block]:
    """What waits for nothing but their yes."""
    yield from _listed(_("I can say yes or no to this"), _by_time(source)["to_decide"], "to_decide")


def later(source: Source, _rule: VersionRule) -> Iterator[Block]:
    """What comes after that."""
    yield from _listed(_("Later"), _by_time(source)["later"], "later")


def more(source: Source, _rule: VersionRule) -> Iterator[Block]:
    """What did not fit on the first page, on a page of its own, in the same order."""
    left = [line for name, lines in _by_time(source).items() for line in _cut(lines, MOST[name])[1]]
    yield from _listed(_("More, for another day"), left, "more", starts_page=True)


def _by_time(source: Source) -> dict[str, list[Line]]:
    """The steps under each heading; each measure once, with the things it is for, their own steps first."""
    found: dict[str, dict[str, list[ShownPlacing]]] = {name: {} for name in MOST if name != "more"}
    for one in source.placings:
        name = _when(one, source)
        if name and one.measure is not None:
            found[name].setdefault(one.placing.measure, []).append(one)
    language = translation.get_language() or ENGLISH
    return {
        name: [Line(each, language) for each in sorted(groups.values(), key=_theirs_first)]
        for name, groups in found.items()
    }


def _when(one: ShownPlacing, source: Source) -> str:
    """Under which heading a step stands; empty where it is done or declined."""
    if one.placing.state is State.READY:
        if one.due is None or one.due > source.today + A_WEEK:
            return "later"
        return "today" if one.due <= source.today else "this_week"
    if one.placing.state not in {State.HELD, State.REFUSED}:
        return ""
    only_a_yes = {gate.kind for gate in one.placing.held_by} == {GateKind.DECISION}
    return "to_decide" if one.placing.state is State.HELD and only_a_yes else "later"


def _theirs_first(placings: Sequence[ShownPlacing]) -> bool:
    return placings[0].placing.owner is not Role.VICTIM


def _listed(heading: str, lines: Sequence[Line], name: str, *, starts_page: bool = False) -> Iterator[Block]:
    """The first of the lines, in one list for each run of lines in one language."""
    first, _rest = _cut(lines, MOST[name])
    if not first:
        return
    yield Heading(heading, starts_page=starts_page)
    document = translation.get_language() or ENGLISH
    for language, run in groupby(first, key=lambda line: line.language):
        each = list(run)
        yield Listing(
            tuple(line.text for line in each),
            "" if language == document else language,
            tuple(line.english for line in each),
        )


def _cut(lines: Iterable[Line], most: int) -> tuple[list[Line], list[Line]]:
    """The first lines, and the others. A line that will be left out of the paper takes nobody's place on it."""
    first: list[Line] = []
    rest: list[Line] = []
    for line in lines:
        full = sum(one.stays for one in first) >= most
        (rest if full else first).append(line)
    return first, rest


def _with_names(text: str, names: Sequence[str], language: str) -> str:
    """A text with the things it is for: in its place where it is one, before it where there are several."""
    with translation.override(language):
        if len(names) < 2 or "{thing}" not in text:
            said = text.replace("{thing}", names[0] if names else _("it"))
            return f"{said[0].upper()}{said[1:]}"
        together = _("%(first)s and %(last)s") % {"first": ", ".join(names[:-1]), "last": names[-1]}
        start = text if text.startswith("{") else text[0].lower() + text[1:]
        return f"{together[0].upper()}{together[1:]}: {start.replace('{thing}', _('each one'))}"
