"""What the signal says of itself."""

from safelight.signals.measured import told_of
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
        f"{told_of('pursuit')} "
        "Bursts, small hours, one-sidedness and orders have no labels to be measured on: their weights are judgement."
    ),
)
