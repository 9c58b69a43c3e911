"""What the signal says of itself."""

from safelight.signals.pursuit.draft import NAME, VERSION
from safelight.signals.signal import SignalManifest

MANIFEST = SignalManifest(
    name=NAME,
    harm=NAME,
    version=VERSION,
    looks_for=(
        "Contact after somebody was told to stop or while an order is in force, contact that goes on for weeks, "
        "bursts without an answer, contact in the small hours, one-sided contact, and accounts that first appear "
        "soon after a boundary."
    ),
    limits=(
        "It reads who wrote when, and common English phrasings; a boundary set in other words, by voice or in "
        "person is seen only where officers note it.",
        "Without knowing whose device it was, and without accounts of concern, nothing one-sided can be said: "
        "say which account is the owner's.",
        "Records without a time cannot take part in a pattern over time.",
        "It never puts two accounts together as one person; officers do.",
    ),
    evaluation="Not measured yet.",
)
