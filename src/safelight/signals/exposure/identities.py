"""Patterns for the case's own protected names and places. Never a general name finder."""

import re

from safelight.signals.context import CaseContext
from safelight.signals.normalise import shadow

FUZZY_FROM = 6
"""Words from this many letters on may be one slip away (one letter more, less, other, or two swapped)."""
SHORTEST = 3
GAP = r"[ .,_*-]*"


def identity_patterns(context: CaseContext) -> dict[str, str]:
    """A pattern for each way of writing somebody protected; names starting ``place`` are places and numbers."""
    people, places = _split(context)
    found = {f"person:{number}": _pattern(name) for number, name in enumerate(people)}
    return found | {f"place:{number}": _pattern(name) for number, name in enumerate(places)}


def _split(context: CaseContext) -> tuple[list[str], list[str]]:
    written = {context.owner.name, *(child.name for child in context.children)}
    accounts = {*context.owner.accounts, *(account for child in context.children for account in child.accounts)}
    for identity in context.protected:
        written |= {identity.name, *identity.aliases}
    usable = sorted(name.strip() for name in written | accounts if len(name.strip()) >= SHORTEST)
    people = [name for name in usable if not any(letter.isdigit() for letter in name)]
    return people, [name for name in usable if name not in people]


def _pattern(name: str) -> str:
    ways = {shadow(name).text, name.lower()}
    return "|".join(sorted(_way(way) for way in ways if way))


def _way(way: str) -> str:
    if any(letter.isdigit() for letter in way):
        letters = [re.escape(letter) for letter in way if letter.isalnum()]
        return r"(?:^|[^a-z0-9])" + r"[ .-]*".join(letters) + r"\b"
    words = [_word(word) for word in re.findall(r"\w+", way)]
    return r"\b(?:" + GAP.join(words) + r")s?\b"


def _word(word: str) -> str:
    if len(word) < FUZZY_FROM or not word.isascii():
        return re.escape(word)
    places = range(len(word))
    missing_or_other = [f"{word[:place]}[a-z]?{word[place + 1 :]}" for place in places]
    more = [f"{word[:place]}[a-z]{word[place:]}" for place in places]
    swapped = [
        f"{word[:place]}{word[place + 1]}{word[place]}{word[place + 2 :]}" for place in range(len(word) - 1)
    ]
    return "(?:" + "|".join([*missing_or_other, *more, *swapped]) + ")"
