"""The measures of a stretch of conduct on which its likelihood rests.

What speaks for a family only grows with one more message of it; what speaks against is a share of what the owner,
or the account elsewhere, says. So one more harmful message never makes a finding weaker.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from math import log, log2

from safelight.signals.conduct.family import Family, Pair
from safelight.signals.conduct.moments import Moment, Strand, Stretch
from safelight.signals.conduct.reading import Reading

SOFTLY = 0.4
"""What a message counts that laughs, quotes, tells a story or comes from a machine."""
HEARD = (
    *("yields", "explains", "objects", "afraid", "refuses", "pays", "doubts", "asks_how"),
    *("asks_leave", "claims_own", "accounts_for", "boundary"),
)
SOME = 10
"""Messages added to every share, so that a few messages are not taken for a habit."""
HALF = 0.15
"""The share of talk at which answers and repetition count half: in long ordinary talk they are chance."""
SURE, THICK = 0.5, 0.3
"""Only what the heads give more than ``SURE`` counts there; from the share ``THICK`` on more than half of it."""
LIKELIEST = 3
"""Of a stretch, the messages that the heads find likeliest are averaged, fewer as if the rest were not alike at all."""
UNLIKE, EVEN = 0.0025, -3.0
"""The least probability of a message, and the log-odds at which the likeliest ones speak neither for nor against."""
PAIR = 2
MACHINE = 0.2
"""From this share of notices on, an account is taken for a machine."""


def reads_like_a_machine(reading: Reading, strand: Strand) -> bool:
    """Whether an account is likely a shop, a bank or a delivery firm: its wording is automatic again and again."""
    return are_notices(reading, strand.said)


def are_notices(reading: Reading, said: Collection[int]) -> bool:
    """Whether so many of some messages are worded like notices that a machine likely sends them."""
    return reading.count(said, "machine") >= MACHINE * len(said)


def says_enough(family: Family, stretch: Stretch) -> bool:
    """Whether a stretch has what the family cannot do without, in messages that are not soft.

    What the learned heads point at may stand for it, but never for all of it: no finding rests on them alone.
    """
    firm = _firm(stretch)
    if not family.needs:
        return bool(firm - {family.likeness})
    return all(firm & {*needed, family.likeness} for needed in family.needs) and firm != {family.likeness}


def calm_of(reading: Reading, strand: Strand) -> dict[str, float]:
    """What the whole conversation says against, and who takes part in it: the same for all its stretches."""
    owner = reading.owner_in(strand.thread)
    owners, own = owner.said + SOME, len(strand.said) + SOME
    place = strand.moments[0].place
    return {
        "owner_laughs": owner.laughs / owners,
        "owner_warm": owner.warm / owners,
        "leaves_free": reading.count(strand.said, "free") / own,
        "plays": reading.count(strand.said, "laughter", "fiction") / own,
        "machine": reading.count(strand.said, "machine") / own,
        "among_others": float(reading.scene.people_in(place) > PAIR),
        "direction_unknown": float(reading.scene.by_owner(place) is None),
    }


def values_of(reading: Reading, family: Family, stretch: Stretch, calm: dict[str, float]) -> dict[str, float]:
    """All measures by the names in the family's ``weights.yaml``; those that are nothing are left out."""
    share = sum(map(_counts, stretch.moments)) / (stretch.said + SOME)
    course = {kind: damped(reading.count(stretch.answers, kind)) for kind in HEARD} | _course(family, stretch)
    kinds = _kinds(family, stretch)
    course |= {kind: kinds.pop(kind) for kind in family.answered.values() if kind in kinds}
    found = calm | kinds | _pairs(family, stretch)
    found |= {name: value * share / (share + HALF) for name, value in course.items()}
    found["share"] = share
    found[family.likeness] = damped(
        sum(SOFTLY * one.likeness if one.soft else one.likeness for one in stretch.moments)
    )
    found["learned_surely"] = _surely(stretch)
    found["learned_top"] = _likeliest(reading, family, stretch)
    found["owner_too"] = sum(map(_counts, stretch.owners)) / (stretch.said + SOME)
    return {name: round(value, 4) for name, value in found.items() if value}


def _surely(stretch: Stretch) -> float:
    """How much the learned heads are sure of, as far as it is a good part of all the account says there."""
    sure = sum(
        (SOFTLY if one.soft else 1.0) * (one.likeness - SURE) / (1 - SURE)
        for one in stretch.moments
        if one.likeness > SURE
    )
    share = sure / (stretch.said + SOME)
    return damped(sure) * share / (share + THICK)


def _likeliest(reading: Reading, family: Family, stretch: Stretch) -> float:
    """How like the likeliest messages are, in log-odds from where that speaks neither for nor against."""
    likeness = reading.likeness(family.learned)
    chances = sorted((float(likeness[one.place]) for one in stretch.moments), reverse=True)[:LIKELIEST]
    chances += [UNLIKE] * (LIKELIEST - len(chances))
    return sum(log(max(one, UNLIKE) / (1 - one)) for one in chances) / LIKELIEST - EVEN


def damped(count: float) -> float:
    """Nothing for none, one for one, two for three, three for seven: more adds less and less."""
    return log2(1 + count)


def _counts(moment: Moment) -> float:
    if moment.is_only_like:
        return 0.0
    return moment.tone * (SOFTLY if moment.soft else 1.0)


def _kinds(family: Family, stretch: Stretch) -> dict[str, float]:
    """How often each kind comes; where both sides may do it, only as far as the owner does it less."""
    said, owners = _counted(stretch.moments), _counted(stretch.owners) if family.mutual else {}
    return {kind: damped(max(0.0, count - owners.get(kind, 0.0))) for kind, count in sorted(said.items())}


def _counted(moments: Iterable[Moment]) -> dict[str, float]:
    counts: dict[str, float] = defaultdict(float)
    for moment in moments:
        for kind in moment.kinds:
            counts[kind] += _counts(moment)
    return counts


def _firm(stretch: Stretch) -> set[str]:
    return {kind for moment in stretch.moments if not moment.soft for kind in moment.kinds}


def _course(family: Family, stretch: Stretch) -> dict[str, float]:
    kinds = _firm(stretch) - {family.likeness}
    return {
        "several_kinds": float(max(0, len(kinds) - 1)),
        "several_days": log2(stretch.days) if stretch.days > 1 else 0.0,
    }


def _pairs(family: Family, stretch: Stretch) -> dict[str, float]:
    return {name: damped(_joined(stretch, pair)) for name, pair in family.pairs.items()}


def _joined(stretch: Stretch, pair: Pair) -> int:
    firm = [moment for moment in stretch.moments if not moment.soft]
    others = [moment.place for moment in firm if moment.kinds & pair.other]
    return sum(
        any(abs(place - moment.place) <= pair.reach for place in others)
        for moment in firm
        if moment.kinds & pair.one
    )
