"""What a measure changes or destroys is kept first, or keeping it is declined on record."""

from safelight.knowledge.measures import Preserve
from safelight.planning.candidate import Candidate
from safelight.planning.field import Field
from safelight.planning.plan import Gate, GateKind


def kept_gate(one: Candidate, field: Field) -> Gate | None:
    """Closed while anything that must be preserved is neither sealed nor declined."""
    wanted = one.measure.preserve_first
    if not wanted:
        return None
    missing = [each for each in wanted if not _is_settled(each, one, field)]
    if not missing:
        says = "What must be kept is settled: " + "; ".join(_settled(each, one, field) for each in wanted) + "."
        return Gate(kind=GateKind.KEPT, is_open=True, says=says)
    names = [_named(each, one, field) for each in missing]
    return Gate(
        kind=GateKind.KEPT,
        is_open=False,
        says=f"It could change or destroy what is not kept yet: {'; '.join(names)}.",
        opens_with=tuple(
            f"This is sealed, or the victim declines on record to have it kept: {each}" for each in names
        ),
    )


def _is_settled(each: Preserve, one: Candidate, field: Field) -> bool:
    at = _at(each, one)
    return field.known.is_sealed(each.what, at) or field.known.keeping_declined(each.what, at)


def _settled(each: Preserve, one: Candidate, field: Field) -> str:
    name, at = _named(each, one, field), _at(each, one)
    if not field.known.is_sealed(each.what, at):
        return f"{name} (the victim declined to have it kept)"
    exhibit = field.known.exhibit(each.what, at)
    return f"{name} (sealed as {exhibit})" if exhibit else f"{name} (sealed)"


def _named(each: Preserve, one: Candidate, field: Field) -> str:
    title = field.catalogue.titles.get(each.what, each.what)
    thing = None if each.of_household else one.thing
    return f"{title} (“{thing.called}”)" if thing else title


def _at(each: Preserve, one: Candidate) -> str:
    return "" if each.of_household else one.at
