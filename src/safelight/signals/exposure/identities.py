"""Patterns for the case's own protected names and places. Never a general name finder."""

import re

from safelight.signals.context import CaseContext
from safelight.signals.normalise import shadow

FUZZY_FROM = 6
"""Words from this many letters on may be one slip away (one letter more, less, other, or two swapped)."""
SHORTEST = 3
GAP = r"[ .,_*-]*"


PLACE_WORD = re.compile(
    r"\d|\b(?:court|ct|road|rd|street|lane|avenue|close|drive|crescent|terrace|place|row|gardens|grove|mews|square|"
    r"house|flat|cottage|farm|lodge|hostel|refuge|school|primary|academy|college|nursery|hospital|surgery|clinic|"
    r"church|mosque|works?|office|depot|estate)$|\b(?:flat|apartment|school|university) ",
    re.IGNORECASE,
)
"""A name with a number or such a word is a place; a person may be called Lane, but a slip there only says less."""


def identity_patterns(context: CaseContext) -> dict[str, str]:
    """A pattern for each way of writing somebody protected, named by kind and number.

    ``person``: somebody's name; ``place``: where they can be found; ``number``: an account or number of theirs.
    """
    kinds = _kinds(context)
    return {
        f"{kind}:{number}": _pattern(name) for kind in KINDS for number, name in enumerate(sorted(kinds[kind]))
    }


KINDS = ("person", "place", "number")


def _kinds(context: CaseContext) -> dict[str, set[str]]:
    """Every usable way of writing by kind. Aliases of a place are places; those of a person may be either."""
    accounts = {*context.owner.accounts, *(account for child in context.children for account in child.accounts)}
    names = {context.owner.name, *(child.name for child in context.children)}
    kinds: dict[str, set[str]] = {"person": names, "place": set(), "number": set()}
    for account in accounts:
        kinds["number" if any(letter.isdigit() for letter in account) else "person"].add(account)
    for identity in context.protected:
        whole = _is_place(identity.name)
        for written in (identity.name, *identity.aliases):
            kinds["place" if whole or _is_place(written) else "person"].add(written)
    return {
        kind: {name.strip() for name in found if len(name.strip()) >= SHORTEST} for kind, found in kinds.items()
    }


def _is_place(written: str) -> bool:
    return PLACE_WORD.search(written.strip()) is not None


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
