"""What waits, on paper: each measure once, with the names of the gates that hold it, and one key to the gates.

The plan on the screen gives every gate of every thing in sentences. On paper that was twelve pages nobody read.
"""

from collections.abc import Iterable, Iterator, Sequence

from safelight.desk.plans.shown import ShownGroup, ShownPlacing
from safelight.desk.plans.versions.document import Block, Heading, Listing, Paragraph, Table
from safelight.desk.plans.versions.rules import VersionRule
from safelight.desk.plans.versions.source import Source
from safelight.desk.plans.words import GATES
from safelight.knowledge.measures import Role
from safelight.planning.plan import GateKind, State

MOST_HELD_BACK = 6
"""Lines of what agencies must not do yet, so that it stays one page."""
HEADING = "What waits, and for what"
WOULD_WARN = "Not now: it would warn the other person"
OPENED_BY = {
    GateKind.KEPT: "The material is sealed, or the person declines on record to have it kept.",
    GateKind.ORDER: "The measures that come first are done.",
    GateKind.ALERT: "Word of it no longer lands where the other person can read it.",
    GateKind.WINDOW: "A day and hour, a safe place and somebody on call are agreed.",
    GateKind.DECISION: "The person says yes, on record.",
}


def held(source: Source, rule: VersionRule) -> Iterator[Block]:
    """Everything that waits."""
    yield from _held(source, rule, _waiting(source))


def held_for_officers(source: Source, rule: VersionRule) -> Iterator[Block]:
    """What waits of officers' own measures, and whatever would warn the other person if anybody did it now."""
    yield from _held(source, rule, [one for one in _waiting(source) if one.is_noticed or is_officers(one)])


def held_in_short(source: Source, rule: VersionRule) -> Iterator[Block]:
    """For a meeting: what agencies must not do yet."""
    groups = by_measure(one for one in _waiting(source) if one.is_noticed)
    if groups:
        yield Heading("Not yet: it would warn the other person")
        yield Listing(tuple(titled(source, group, rule) for group in groups[:MOST_HELD_BACK]))
    if len(groups) > MOST_HELD_BACK:
        yield Paragraph(f"And {len(groups) - MOST_HELD_BACK} more, in the advisor's version.")


def by_measure(placings: Iterable[ShownPlacing]) -> list[ShownGroup]:
    """The placings with those of one measure together, in the order of the first of each."""
    groups: dict[str, list[ShownPlacing]] = {}
    for one in placings:
        groups.setdefault(one.placing.measure, []).append(one)
    return [ShownGroup(each) for each in groups.values()]


def titled(source: Source, group: ShownGroup, rule: VersionRule) -> str:
    """A measure with the things it is for, as its reader may have them."""
    hides = "safe_things" in rule.never
    names = [source.name(one.placing.thing, hides_safe=hides) for one in group.placings if one.placing.thing]
    title = group.first.placing.title
    return f"{title}: {', '.join(dict.fromkeys(names))}" if names else title


def _waiting(source: Source) -> list[ShownPlacing]:
    return [one for one in source.placings if one.placing.state in {State.HELD, State.REFUSED}]


def is_officers(one: ShownPlacing) -> bool:
    """Whether officers do it, or help."""
    return one.measure is not None and Role.OFFICER in one.measure.who


def _held(source: Source, rule: VersionRule, rows: Sequence[ShownPlacing]) -> Iterator[Block]:
    if not rows:
        return
    groups = by_measure(rows)
    held_by_more = [group for group in groups if _gates(group)]
    yield Heading(HEADING)
    if any(one.waits_for_start for one in rows):
        yield Paragraph("Almost everything waits until safe contact and the danger now are settled.")
    if held_by_more:
        yield Table(
            caption=HEADING,
            head=("What", "Waits for"),
            rows=tuple((titled(source, group, rule), _gates(group)) for group in held_by_more),
            widest=1,
        )
        kinds = {gate.gate.kind for one in rows for gate in one.holding}
        key = [f"{GATES[kind]}: {OPENED_BY[kind]}" for kind in GateKind if kind in kinds]
        yield Heading("What opens it", level=3)
        yield Listing((*key, "The plan on the screen says it for each thing."))
    only_start = [titled(source, group, rule) for group in groups if not _gates(group)]
    if only_start:
        yield Heading("What waits for nothing else", level=3)
        yield Listing(tuple(only_start))


def _gates(group: ShownGroup) -> str:
    """The names of the gates that hold any of them; what would warn the other person says so first."""
    names = [str(gate.name) for one in group.placings for gate in one.holding]
    refused = any(one.placing.state is State.REFUSED for one in group.placings)
    return (f"{WOULD_WARN}. " if refused else "") + ", ".join(dict.fromkeys(names))
