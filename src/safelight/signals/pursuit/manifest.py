"""What the signal says of itself."""

from safelight.signals.pursuit.draft import NAME, VERSION
from safelight.signals.signal import SignalManifest

MANIFEST = SignalManifest(
    name=NAME,
    harm=NAME,
    version=VERSION,
    looks_for=(
        "Contact after somebody was told to stop or while an order is in force, contact that goes on for weeks, "
        "bursts without an answer (against what is usual between the two, or with the owner's other contacts), "
        "contact in the small hours, one-sided contact, and accounts that first appear soon after a boundary."
    ),
    limits=(
        "It reads who wrote when, and common English phrasings; a boundary set in other words, by voice or in "
        "person is seen only where officers note it.",
        "Without knowing whose device it was, and without accounts of concern, nothing one-sided can be said: "
        "say which account is the owner's.",
        "Records without a time cannot take part in a pattern over time.",
        "It never puts two accounts together as one person; officers do.",
    ),
    evaluation=(
        "On 48 invented conversations looked at while building (11 with unwanted contact), findings of at least "
        "moderate strength were made in 8 of the 11 and in 3 of the other 37; findings of any strength in 10 "
        "and 3; strong ones in 2 and none. On the 50 stalking conversations among those the weights were fitted "
        "on (28 with unwanted contact), at least moderate ones in 25 and in 2 of the other 22. On 4,824 "
        "ordinary text messages of a public collection, put into conversations at random, one moderate and one "
        "weak. Bursts, small hours, one-sidedness and orders have no labels to be measured on: their weights "
        "are judgement. In the worked example, an invented case of some 6,000 messages looked at while building, "
        "no finding rests on ordinary life between friends. No real case was measured."
    ),
)
