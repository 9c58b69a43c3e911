"""The families of harm that are scored, and the labels of the corpus that belong to each."""

FAMILIES: dict[str, tuple[str, ...]] = {
    "threats": ("threat.",),
    "pursuit": ("pursuit.",),
    "control": ("control.",),
    "extortion": ("extort.",),
    "images": ("image.",),
    "grooming": ("groom.",),
    "exposure": ("exposure.",),
    "selfharm": ("selfharm.",),
    "intrusion": ("intrusion.",),
    "abuse": ("abuse.", "hate"),
    "fraud": ("fraud.",),
}
BOUNDARY = "pursuit.boundary"
"""A label that is no harm: somebody asks for it to stop."""
ANY = "any"
SCORED = (ANY, "boundary", *FAMILIES)
"""What every message gets a probability of."""
BESIDE = ("account", "case")
"""What is only asked on the way: does the account do harm anywhere here, is it a conversation with harm."""
ASKED = (*SCORED, *BESIDE)


def belongs(labels: list[str], family: str) -> bool:
    """Whether one of the labels is of the family, of any of them, or a boundary."""
    if family == "boundary":
        return BOUNDARY in labels
    prefixes = (
        tuple(prefix for each in FAMILIES.values() for prefix in each) if family == ANY else FAMILIES[family]
    )
    return any(label.startswith(prefixes) and label != BOUNDARY for label in labels)
