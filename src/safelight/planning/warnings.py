"""What whoever reads a plan must know before anything else in it."""

from collections.abc import Iterable, Iterator

from safelight.knowledge.platform_facts import PlatformFacts
from safelight.planning.field import Field
from safelight.planning.plan import Placing

DANGERS = {
    "threat_to_life": "There appears to be a threat to life. Act on that first; nothing waits for the plan.",
    "suicide_risk": "There are signs that somebody may take their own life. That is answered first.",
    "child_at_risk": "A child may be at risk. Safeguarding goes before every other step.",
    "order_breached": "An order appears to have been breached. Police act on that; keep what shows it.",
}


def warnings_of(placings: Iterable[Placing], field: Field, facts: PlatformFacts) -> tuple[str, ...]:
    """Dangers, overrides in force or not counted, and knowledge that is past its day, in sentences."""
    return tuple(dict.fromkeys((*_dangers(field), *_overrides(field), *_old(placings, field, facts))))


def _dangers(field: Field) -> Iterator[str]:
    for flag, says in DANGERS.items():
        if flag in field.known.facts:
            yield says


def _overrides(field: Field) -> Iterator[str]:
    for one in field.overrides:
        what = (
            "all gates that danger opens"
            if not one.measures
            else "the gates of " + ", ".join(sorted(one.measures))
        )
        yield (
            f"Imminent danger: {one.name} ({one.role}) opened {what} on {one.at:%d %B %Y at %H:%M} "
            f"({one.at.tzname()}): {one.reason.strip().rstrip('.')}."
        )
    for one in field.known.situation.overrides:
        if one not in field.overrides:
            yield "An override does not count: it needs a name, a reason and a time that has come. No gate opens."


def _old(placings: Iterable[Placing], field: Field, facts: PlatformFacts) -> Iterator[str]:
    today = field.as_at.date()
    if field.catalogue.valid_to < today:
        yield f"The measures should have been looked at again by {field.catalogue.valid_to:%d %B %Y}."
    if facts.is_expired(on=today):
        yield f"The platform facts should have been looked at again by {facts.valid_to:%d %B %Y}."
    old = {fact for one in placings for fact in one.old_facts}
    for fact in facts.facts:
        if fact.id in old:
            yield (
                f"This fact about {facts.name_of(fact.platform)} should have been looked at again by "
                f"{fact.valid_to:%d %B %Y}, so the worst is assumed: {fact.says}"
            )
