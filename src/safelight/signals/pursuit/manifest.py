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
        "contact in the small hours, one-sided contact, and accounts that first appear soon after a boundary; "
        "and, with a boundary or without, one account telling of watching, turning up, things left or new accounts."
    ),
    limits=(
        "It reads who wrote when, and common English phrasings; a boundary set in other words, by voice or in "
        "person is seen only where officers note it.",
        "Without knowing whose device it was, and without accounts of concern, nothing one-sided can be said: "
        "say which account is the owner's.",
        "What it says of watching without a boundary leans on how like labelled examples the wording is; it is "
        "never more than moderate.",
        "Records without a time cannot take part in a pattern over time.",
        "It never puts two accounts together as one person; officers do.",
    ),
    evaluation=(
        "Measured on invented conversations, about half of them harmful; real bases are far lower, so precision "
        "will be lower too. On 170 by other writers than those the learned heads knew (58 with any pursuit; the "
        "weights were fitted on them too), findings of at least moderate strength were made in 40 of the 58 and "
        "in 4 of the other 112, all of them harmless; strong ones in 27 and none. On 48 looked at while building "
        "(14 with any pursuit): at least moderate in 9 and in 2 of the other 34, strong in 8 and 2. On 4,824 "
        "ordinary text messages of a public collection, put into 50 conversations at random with the owner known: "
        "one strong, five moderate and five weak. Bursts, small hours, one-sidedness and orders have no labels to "
        "be measured on: their weights are judgement. In the worked example, an invented case of some 6,000 "
        "messages looked at while building, no finding rests on ordinary life between friends. No real case was "
        "measured."
    ),
)
