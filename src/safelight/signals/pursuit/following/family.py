"""Pursuit as a course of remarks: seen, waited for, left things, written to anew, and how the owner answers."""

from pathlib import Path

from safelight.signals.conduct.family import Family, Pair
from safelight.signals.pursuit.manifest import MANIFEST

SEEN = frozenset({"pursuit.surveillance"})
NEAR = frozenset({"pursuit.turn_up", "pursuit.gift", "pursuit.self_named"})

FAMILY = Family(
    manifest=MANIFEST,
    folder=Path(__file__).parent,
    prefix="pursuit.",
    learned="pursuit",
    themes=(
        ("near", ("pursuit.turn_up",)),
        ("watched", ("pursuit.surveillance",)),
        ("contact", ()),
    ),
    pairs={"watches_and_presses": Pair(SEEN, NEAR, 40)},
    mutual=True,
    effects={"afraid": "serious-effect"},
)
