"""Makes written words sound like one person: small letters, pictures, slips of the thumb."""

import re

from safelight.example.chance import Chance
from safelight.example.people import Manner

_WORD = re.compile(r"\b[a-z]{5,}\b")


def in_the_manner_of(manner: Manner, words: str, chance: Chance) -> list[str]:
    """The messages somebody sends for these words; a slip may be put right in a second one."""
    words = words.lower() if manner.lower else words[:1].upper() + words[1:]
    sent = [words]
    if chance.happens(manner.typo) and (match := _WORD.search(words)):
        slipped = _slip(match[0], chance)
        sent = [words[: match.start()] + slipped + words[match.end() :]]
        if chance.happens(0.4):
            sent.append(f"*{match[0]}")
    if chance.happens(manner.kisses):
        sent[0] += chance.one_of((" x", " xx", " x"))
    elif chance.happens(manner.emoji):
        sent[0] += " " + chance.one_of(manner.emojis) * chance.one_of((1, 1, 2, 1, 3))
    return sent


def _slip(word: str, chance: Chance) -> str:
    """Two neighbouring letters change places."""
    place = next(
        (place for place in range(chance.whole(1, 2), len(word) - 1) if word[place] != word[place + 1]), 0
    )
    return word[:place] + word[place + 1] + word[place] + word[place + 2 :]
