"""The parts that versions for advisor, officer and meeting are made of, each by its name in ``rules.yaml``."""

from collections.abc import Callable, Iterator
from datetime import datetime

from django.utils import timezone

from safelight.desk.plans.asking import asked_next
from safelight.desk.plans.models import Deed, PlanEntry
from safelight.desk.plans.shown import ShownGroup, ShownPlacing
from safelight.desk.plans.versions.account_security import before_and_after
from safelight.desk.plans.versions.document import Block, Heading, Listing, Paragraph, Table
from safelight.desk.plans.versions.rules import VersionRule
from safelight.desk.plans.versions.source import Source
from safelight.desk.plans.versions.waiting import is_officers, titled
from safelight.desk.plans.words import NOTICES, PHASES, ROLES, STATES
from safelight.knowledge.measures import Notice, Phase
from safelight.planning.plan import State

Part = Callable[[Source, VersionRule], Iterator[Block]]


def purpose(source: Source, _rule: VersionRule) -> Iterator[Block]:
    """What the victim wants, in their words."""
    entry = source.opened.standing.purpose
    note = source.note(entry.pk if entry else None)
    yield Heading("What the person wants")
    if note and entry:
        yield Paragraph(f"“{note.words}”")
        yield Paragraph(f"Written down by {entry.by.name}, {_day(entry.at)}.")
    else:
        yield Paragraph("Nobody has written down yet what they want. Ask that first.")


def purpose_agreed(source: Source, rule: VersionRule) -> Iterator[Block]:
    """What the victim wants, where those words may leave the advisor."""
    entry = source.opened.standing.purpose
    note = source.note(entry.pk if entry else None)
    if note and note.is_private:
        yield Heading("What the person wants")
        yield Paragraph("They told their advisor, and want those words kept there.")
    else:
        yield from purpose(source, rule)


def contact(source: Source, _rule: VersionRule) -> Iterator[Block]:
    """How to reach the victim safely."""
    yield Heading("Contacting them safely")
    yield Listing(tuple(f"{name}: {words}" for name, words in source.contact))


def danger(source: Source, _rule: VersionRule) -> Iterator[Block]:
    """Warnings, and imminent danger with name and reason."""
    entry = source.opened.standing.danger
    warnings = source.opened.drafted.plan.warnings
    if entry is None and not warnings:
        return
    yield Heading("Danger, and what to know first")
    note = source.note(entry.pk if entry else None)
    if entry and note:
        yield Paragraph(
            f"Imminent danger was put on record by {entry.by.name}, {_moment(entry.at)}: {note.words}",
            is_strong=True,
        )
    if warnings:
        yield Listing(warnings)


def window(source: Source, rule: VersionRule) -> Iterator[Block]:
    """When access is cut, and who is on call."""
    there, cut = source.opened.window, source.opened.drafted.plan.window
    yield Heading("The hours in which access is cut")
    if there is None:
        yield Paragraph("No hours are agreed yet. Until then nothing that cuts access is done.")
    else:
        begins, ends = timezone.localtime(there.begins), timezone.localtime(there.ends)
        yield Paragraph(f"{begins:%A %-d %B %Y}, {begins:%H:%M} to {ends:%H:%M}.", is_strong=True)
        yield Listing(tuple(f"{one.name}, {ROLES[one.role]}: {one.how}" for one in there.on_call))
        if there.safe_place and "safe_things" not in rule.never:
            yield Paragraph(f"Safe that night: {there.safe_place}.")
        elif there.safe_place:
            yield Paragraph("A place to be safe that night is agreed; the advisor knows it.")
    if cut and cut.lacks:
        yield Paragraph("Before it can begin:")
        yield Listing(cut.lacks)


def for_officers_first(source: Source, rule: VersionRule) -> Iterator[Block]:
    """What officers can do now, the soonest first: whoever reads no further has read that."""
    ready = [one for one in source.placings if one.placing.state is State.READY and is_officers(one)]
    soonest = sorted(ready, key=lambda one: (one.due is None, one.due or source.today, one.placing.order))
    if soonest:
        yield Heading("For officers, the soonest first")
        yield Listing(tuple(f"{_title(source, one, rule)}. {one.owner}. {_by(one)}." for one in soonest))


def phases(source: Source, rule: VersionRule) -> Iterator[Block]:
    """Every measure that can be done or is done, phase by phase, with its owner, day, check, and what is learnt."""
    for phase in Phase:
        rows = [
            one for one in source.placings if one.placing.phase is phase and one.placing.state in _IN_THE_TABLE
        ]
        if not rows:
            continue
        yield Heading(str(PHASES[phase]), level=2)
        yield Table(
            caption=str(PHASES[phase]),
            head=("What", "Who, and until when", "Done when"),
            rows=tuple(_row(source, group, rule) for group in _alike(rows)),
            widest=1,
        )


def decided(source: Source, rule: VersionRule) -> Iterator[Block]:
    """What the victim decided, in their words."""
    yield from _decided(source, rule, lambda entry: _words_of(source, entry))


def decided_without_words(source: Source, rule: VersionRule) -> Iterator[Block]:
    """What the victim decided; words they want kept with the advisor are not in it."""

    def words(entry: PlanEntry) -> str:
        note = source.note(entry.pk)
        return "Words kept by the advisor" if note and note.is_private else _words_of(source, entry)

    yield from _decided(source, rule, words)


def security(source: Source, rule: VersionRule) -> Iterator[Block]:
    """How each account stood before, and how it stands now."""
    rows = before_and_after(source.first, source.latest)
    if not rows:
        return
    hides = "safe_things" in rule.never
    yield Heading("Accounts and devices, before and after")
    yield Table(
        caption="Accounts and devices, before and after",
        head=("Thing", "Before", "Now"),
        rows=tuple((source.name(one.thing, hides_safe=hides) or one.name, one.before, one.after) for one in rows),
    )
    yield Paragraph("This says what was told and seen. A list without a sign does not show that nobody is in.")


def unknown(source: Source, _rule: VersionRule) -> Iterator[Block]:
    """What is not known yet and should be asked."""
    asked = asked_next(source.opened.drafted)
    if asked:
        yield Heading("What to ask next")
        yield Listing(tuple(dict.fromkeys(one.asks for one in asked)))


def signatures(source: Source, _rule: VersionRule) -> Iterator[Block]:
    """Who signed."""
    yield Heading("Signed")
    if source.signatures:
        yield Listing(
            tuple(
                f"{one.get_signer_display()}: {words} (on record by {one.by.name}, {_moment(one.at)})"
                for one, words in source.signatures
            )
        )
    else:
        yield Paragraph("Not signed yet: a proposal.")


def danger_in_short(source: Source, rule: VersionRule) -> Iterator[Block]:
    """For a meeting: the danger in a line or two."""
    yield from danger(source, rule)
    counts = {state: sum(one.placing.state is state for one in source.placings) for state in State}
    said = "; ".join(f"{STATES[state]}: {count}" for state, count in counts.items() if count)
    yield Paragraph(f"The plan has {len(source.placings)} measures. {said}.")


def actions(source: Source, rule: VersionRule) -> Iterator[Block]:
    """For a meeting: who does what by when, the soonest first, up to the number the rule allows."""
    rows = sorted(
        (one for one in source.placings if one.placing.state is State.READY),
        key=lambda one: (one.due is None, one.due or source.today, one.placing.order),
    )
    yield Heading("Actions by owner")
    shown = rows[: rule.most_actions or None]
    if shown:
        yield Table(
            caption="Actions by owner",
            head=("Who", "What", "By"),
            rows=tuple((one.owner, _title(source, one, rule), _by(one)) for one in shown),
            widest=2,
        )
    if len(rows) > len(shown):
        yield Paragraph(f"And {len(rows) - len(shown)} more, in the advisor's version.")


def decided_in_short(source: Source, _rule: VersionRule) -> Iterator[Block]:
    """For a meeting: how many measures the victim declined; not which, and not why."""
    declined = sum(one.placing.state is State.DECLINED for one in source.placings)
    if declined:
        yield Paragraph(f"The person decided against {declined} of the measures. That is theirs to decide.")


def _decided(source: Source, rule: VersionRule, words: Callable[[PlanEntry], str]) -> Iterator[Block]:
    rows = [
        (_title(source, one, rule), entry.get_deed_display().capitalize(), words(entry))
        for one in source.placings
        if (entry := one.task.decision or one.task.outcome) is not None
    ]
    if rows:
        yield Heading("What was decided and found")
        yield Table("What was decided and found", ("What", "On record", "In words"), tuple(rows))


def _alike(rows: list[ShownPlacing]) -> list[ShownGroup]:
    """Placings that differ by their thing alone stand in one row."""
    groups: dict[tuple[object, ...], list[ShownPlacing]] = {}
    for one in rows:
        landings = tuple((each.where, each.landing.at) for each in one.landings)
        groups.setdefault((one.placing.measure, one.placing.state, one.owner, one.due, landings), []).append(one)
    return [ShownGroup(each) for each in groups.values()]


def _row(source: Source, group: ShownGroup, rule: VersionRule) -> tuple[str, ...]:
    one = group.first
    measure = one.measure
    text = (measure.texts.officer if rule.reader == "officer" else measure.texts.advisor) if measure else ""
    hides = "safe_things" in rule.never
    name = "each one" if group.is_of_several else source.name(one.placing.thing, hides_safe=hides) or "it"
    done_when = measure.done_when.replace("{thing}", name) if measure else ""
    return (
        f"{titled(source, group, rule)}. {text.replace('{thing}', name)}{_learnt(source, one, hides=hides)}",
        f"{one.owner}. {_by(one)}",
        f"{STATES[one.placing.state]}. {done_when}",
    )


def _learnt(source: Source, one: ShownPlacing, *, hides: bool) -> str:
    """What the other side can learn, where it is anything."""
    if one.placing.notifies is Notice.NOTHING:
        return ""
    alerts = "; ".join(
        f"{each.where}: {source.name(each.landing.at, hides_safe=hides) or 'not known'}" for each in one.landings
    )
    return f" {NOTICES[one.placing.notifies]}{': ' if alerts else ''}{alerts}."


def _title(source: Source, one: ShownPlacing, rule: VersionRule) -> str:
    name = source.name(one.placing.thing, hides_safe="safe_things" in rule.never)
    return f"{one.placing.title}: {name}" if name else one.placing.title


def _by(one: ShownPlacing) -> str:
    said = one.placing.due_says
    return f"By {one.due:%-d %B %Y}" if one.due else said[:1].upper() + said[1:]


def _words_of(source: Source, entry: PlanEntry) -> str:
    note = source.note(entry.pk)
    if note is None:
        return ""
    return f"“{note.words}”" if entry.deed in {Deed.AGREED, Deed.LATER, Deed.DECLINED} else note.words


def _day(at: datetime) -> str:
    return f"{timezone.localtime(at):%-d %B %Y}"


def _moment(at: datetime) -> str:
    return f"{timezone.localtime(at):%-d %B %Y, %H:%M}"


_IN_THE_TABLE = {State.READY, State.DONE}
