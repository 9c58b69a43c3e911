"""Makes the findings of a family: one for each account's conduct in a conversation, if worth the time."""

from collections.abc import Iterator, Sequence

import msgspec
import polars as pl

from safelight.records.moment import Micros
from safelight.signals.conduct.family import Family
from safelight.signals.conduct.moments import Moment, Strand, Stretch, strands, stretch_of, stretches
from safelight.signals.conduct.reading import Reading, read
from safelight.signals.conduct.values import calm_of, reads_like_a_machine, says_enough, values_of
from safelight.signals.context import CaseContext
from safelight.signals.episode import finding_id
from safelight.signals.finding import Finding, OffencePointer, Span, Strength
from safelight.signals.offence_points import day_of, pointers

MOST_RECORDS = 300
WEEK: Micros = 7 * 86_400 * 1_000_000
OCCASIONS = 2
COURSE = "There are messages like this by the same account on at least two days."
FEARED = "The owner appears to answer so in the messages pointed at; ask them, in a safe place."
REPEATED = "There are {} stretches of the conversation, which may overlap, that say so each."
LISTED = "The first 300 of its messages are listed."


class Weighed(msgspec.Struct, frozen=True):
    """A stretch with its measures and the probability that a careful reader would uphold it."""

    stretch: Stretch
    values: dict[str, float]
    probability: float


def examine_family(family: Family, records: pl.DataFrame, context: CaseContext) -> Iterator[Finding]:
    """One finding for each account whose best stretch in a conversation is worth a person's time."""
    reading = read(records, context)
    for strand in strands(reading, family):
        if not family.services and reads_like_a_machine(reading, strand):
            continue
        told = [one for one in weighed(reading, family, strand) if family.weights.strength(one.probability)]
        if told:
            yield _finding(family, reading, strand, told)


def weighed(reading: Reading, family: Family, strand: Strand) -> Iterator[Weighed]:
    """Every stretch of a strand that says enough, with its probability."""
    enough = [stretch for stretch in stretches(reading, strand) if says_enough(family, stretch)]
    calm = calm_of(reading, strand) if enough else {}
    for stretch in enough:
        values = values_of(reading, family, stretch, calm)
        yield Weighed(stretch, values, family.weights.probability_of(values))


def _finding(family: Family, reading: Reading, strand: Strand, told: list[Weighed]) -> Finding:
    claims, manifest = family.claims, family.manifest
    best = max(told, key=lambda one: one.probability)
    whole = stretch_of(reading, strand, _moments_of(told))
    days = stretch_of(reading, strand, _weighty(family, whole.moments)).days
    name = theme_of(family, best.values)
    theme, strength = claims.themes[name], family.weights.strength(best.probability) or Strength.WEAK
    listed = _weighty(family, whole.moments)[:MOST_RECORDS]
    records = tuple(reading.scene.records[one.place] for one in listed)
    return Finding(
        id=finding_id(manifest.name, manifest.version, name, records),
        signal=manifest.name,
        version=manifest.version,
        harm=manifest.harm,
        claim=claims.claim(
            name,
            count=len(listed),
            sender=strand.sender,
            towards=_towards(best.values),
            days=f"{days} days" if days > 1 else "one day",
            kinds=_named(claims.kinds, best.values),
        ),
        severity=theme.severity,
        strength=strength,
        probability=best.probability,
        records=records,
        spans=_spans(reading, family, listed),
        reasons=(
            *family.weights.reasons_of(best.values),
            *((REPEATED.format(len(told)),) if len(told) > 1 else ()),
            *((LISTED,) if len(listed) == MOST_RECORDS else ()),
        ),
        offences=_offences(family, reading, whole, theme.offences, records),
        missing=theme.missing,
        limits=claims.limits_of(best.values.keys()),
        flags=(
            *(theme.flags if strength.rank >= theme.flags_from.rank else ()),
            *_ongoing(reading, listed, strength),
        ),
    )


def _moments_of(told: list[Weighed]) -> tuple[Moment, ...]:
    every = {moment.place: moment for one in told for moment in one.stretch.moments}
    return tuple(every[place] for place in sorted(every))


def theme_of(family: Family, values: dict[str, float]) -> str:
    """The first theme whose values are all there; the last one needs none."""
    return next(theme for theme, needed in family.themes if all(values.get(one) for one in needed))


def _weighty(family: Family, moments: tuple[Moment, ...]) -> tuple[Moment, ...]:
    """The moments that speak for the family; all of them where none does by itself.

    Where what is like labelled messages weighs only as a share of all that is said, those whose words a claim names.
    """
    weights = family.weights.signs
    speaking = {kind for kind, sign in weights.items() if sign.weight > 0}
    if family.likeness not in speaking:
        speaking = {*family.claims.kinds}
    return tuple(one for one in moments if not one.soft and one.kinds & speaking) or moments


def _named(kinds: dict[str, str], values: dict[str, float]) -> str:
    named = [words for kind, words in kinds.items() if values.get(kind)]
    return f"{', '.join(named[:-1])} and {named[-1]}" if len(named) > 1 else "".join(named)


def _towards(values: dict[str, float]) -> str:
    if "direction_unknown" in values:
        return "unknown"
    return "others" if "among_others" in values else "owner"


def _spans(reading: Reading, family: Family, moments: Sequence[Moment]) -> tuple[Span, ...]:
    spans = {
        span
        for one in moments
        for kind, found in reading.kinds.get(one.place, {}).items()
        if kind.startswith(family.prefix)
        for span in found
    }
    order = {reading.scene.records[one.place]: number for number, one in enumerate(moments)}
    return tuple(sorted(spans, key=lambda span: (order[span.record], span.start, span.end)))


def _offences(
    family: Family,
    reading: Reading,
    whole: Stretch,
    bearing: dict[str, dict[str, str]],
    records: tuple[str, ...],
) -> tuple[OffencePointer, ...]:
    shown: dict[str, tuple[str, ...]] = {}
    for kind, point in family.effects.items():
        places = sorted(place for place in whole.answers if reading.shows(place, kind))
        if places:
            shown[point] = (*shown.get(point, ()), *(reading.scene.records[place] for place in places))
    more = dict.fromkeys(shown, FEARED)
    if whole.days >= OCCASIONS:
        more |= dict.fromkeys(family.course_points, COURSE)
    full = {offence: more | points for offence, points in bearing.items()}
    last = reading.scene.times[whole.moments[-1].place]
    return pointers(full, on=day_of(last), records=records, against={}, own=shown)


def _ongoing(reading: Reading, moments: Sequence[Moment], strength: Strength) -> tuple[str, ...]:
    last = reading.scene.times[moments[-1].place]
    if strength is Strength.WEAK or last is None or reading.last is None:
        return ()
    return ("ongoing",) if reading.last - last <= WEEK and moments[0].place != moments[-1].place else ()
