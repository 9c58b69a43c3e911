"""The measures of a conduct on which its likelihood rests.

What speaks for a family only grows with one more message of it; what speaks against is a share of what the owner,
or the account elsewhere, says. So one more harmful message never makes a finding weaker.
"""

from collections import defaultdict
from math import log2

from safelight.signals.conduct.family import Family, Pair
from safelight.signals.conduct.moments import Conduct, Moment
from safelight.signals.conduct.reading import Reading

SOFTLY = 0.4
"""What a message counts that laughs, quotes, tells a story or comes from a machine."""
HEARD = ("yields", "explains", "objects", "afraid", "refuses", "pays", "doubts", "asks_how", "boundary")
SOME = 10
"""Messages added to every share, so that a few messages are not taken for a habit."""
HALF = 0.15
"""The share of talk at which answers and repetition count half: in long ordinary talk they are chance."""
PAIR = 2


def values_of(reading: Reading, family: Family, conduct: Conduct) -> dict[str, float]:
    """All measures by the names in the family's ``weights.yaml``; those that are nothing are left out."""
    share = sum(_counts(moment) for moment in conduct.moments) / (len(conduct.said) + SOME)
    course = _replies(reading, conduct) | _course(conduct)
    found = _kinds(conduct) | _pairs(family, conduct) | _calm(reading, conduct)
    found |= {name: value * share / (share + HALF) for name, value in course.items()}
    found["share"] = share
    place = conduct.moments[0].place
    found["among_others"] = float(reading.scene.people_in(place) > PAIR)
    found["direction_unknown"] = float(reading.scene.by_owner(place) is None)
    return {name: round(value, 4) for name, value in found.items() if value}


def damped(count: float) -> float:
    """Nothing for none, one for one, two for three, three for seven: more adds less and less."""
    return log2(1 + count)


def _counts(moment: Moment) -> float:
    return SOFTLY if moment.soft else 1.0


def _kinds(conduct: Conduct) -> dict[str, float]:
    counts: dict[str, float] = defaultdict(float)
    for moment in conduct.moments:
        for kind in moment.kinds:
            counts[kind] += _counts(moment)
    return {kind: damped(count) for kind, count in sorted(counts.items())}


def _course(conduct: Conduct) -> dict[str, float]:
    firm = {kind for moment in conduct.moments if not moment.soft for kind in moment.kinds}
    return {
        "several_kinds": float(max(0, len(firm) - 1)),
        "several_days": log2(conduct.days) if conduct.days > 1 else 0.0,
    }


def _replies(reading: Reading, conduct: Conduct) -> dict[str, float]:
    return {kind: damped(reading.count(conduct.answers, kind)) for kind in HEARD}


def _pairs(family: Family, conduct: Conduct) -> dict[str, float]:
    return {name: damped(_joined(conduct, pair)) for name, pair in family.pairs.items()}


def _joined(conduct: Conduct, pair: Pair) -> int:
    firm = [moment for moment in conduct.moments if not moment.soft]
    others = [moment.place for moment in firm if moment.kinds & pair.other]
    return sum(
        any(abs(place - moment.place) <= pair.reach for place in others)
        for moment in firm
        if moment.kinds & pair.one
    )


def _calm(reading: Reading, conduct: Conduct) -> dict[str, float]:
    owner = reading.owner_in(conduct.thread)
    owners, own = owner.said + SOME, len(conduct.said) + SOME
    return {
        "owner_laughs": owner.laughs / owners,
        "owner_warm": owner.warm / owners,
        "owner_too": conduct.owner_moments / owners,
        "leaves_free": reading.count(conduct.said, "free") / own,
        "plays": reading.count(conduct.said, "laughter", "fiction") / own,
        "machine": reading.count(conduct.said, "machine") / own,
    }
