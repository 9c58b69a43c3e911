"""The shadow of a text: what it says once disguises are taken off, with the way back to the text as written.

People write round filters (``k1ll``, ``k i l l``, ``kіll`` with a Cyrillic letter, ``killlll``). Signals look
for words in the shadow and point at the text as written; the text itself is never changed.

Source of the folds: Unicode TR36 and TR39 (confusables; the Latin look-alikes that occur in chats), and the
evasive spellings of HateCheck (Roettger et al. 2021): leet, spaced letters, repeated letters.
"""

import re
import unicodedata
from collections.abc import Callable, Sequence

import msgspec

_CYRILLIC = dict(zip("абвеікмнорстухѕјԁһԛԝ", "abbeikmhopctyxsjdhqw", strict=True))
_GREEK = dict(zip("αβεικνορτυχ", "abeiknoptux", strict=True))
_SYMBOLS = {"ı": "i", "ℓ": "l", "ø": "o", "ł": "l", "đ": "d", "ɑ": "a", "ɡ": "g", "ß": "ss"}
LOOK_ALIKE = _CYRILLIC | _GREEK | _SYMBOLS
LEET = dict(zip("0134578@$!|+", "oieastbasilt", strict=True))
DROPPED = frozenset("'’‘ʼ`´＇\ufe0f\ufe0e")
DOUBLED = frozenset("lseo")
"""Letters that stay double when somebody leans on the key: kill, miss, sleep, soon."""

_SPACED = re.compile(r"(?<!\w)\w(?:([ ._*-])\w)(?:\1\w)+(?!\w)")
_REPEATED = re.compile(r"([a-z])\1{2,}")
_LEET_WORD = re.compile(r"(?<![\w@.])[a-z$@]*[a-z][0134578@$!|+]+[a-z][\w$@!|+]*")
_POSTCODE = re.compile(r"[a-z]{1,2}\d[a-z\d]? ?\d[a-z]{2}\b")
_ODD = re.compile(
    r"[^\x00-\x7f]|[a-z][0134578@$!|+]|[0134578@$!|+][a-z]|([a-z])\1\1|(?<!\w)\w[ ._*-]\w[ ._*-]\w(?!\w)"
)
SKIN_TONES = range(0x1F3FB, 0x1F400)


class Shadow(msgspec.Struct, frozen=True):
    """A shadow and, for each of its characters, where the text's own characters start and end (code points)."""

    text: str
    starts: Sequence[int]
    ends: Sequence[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where a non-empty stretch of the shadow stands in the text as written."""
        return self.starts[start], max(self.ends[start:end])


def shadow(text: str) -> Shadow:
    """The shadow of a text: compatibility forms, case, look-alikes, spaced, leet and repeated letters folded."""
    plain = text.lower().replace("'", "").replace("`", "")
    if text.isascii() and not _ODD.search(plain):
        return _plain_shadow(text, plain)
    return _leaned(_unleeted(_closed_up(_folded(text))))


def _plain_shadow(text: str, plain: str) -> Shadow:
    if len(plain) == len(text):
        return Shadow(plain, range(len(text)), range(1, len(text) + 1))
    starts = [place for place, letter in enumerate(text) if letter not in DROPPED]
    return Shadow(plain, starts, [place + 1 for place in starts])


def _folded(text: str) -> Shadow:
    letters: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for place, letter in enumerate(text):
        folded = letter.lower() if letter.isascii() else _fold(letter)
        if letter in DROPPED:
            folded = ""
        letters.append(folded)
        starts.extend([place] * len(folded))
        ends.extend([place + 1] * len(folded))
    return Shadow("".join(letters), starts, ends)


def _fold(letter: str) -> str:
    if letter in DROPPED or ord(letter) in SKIN_TONES:
        return ""
    folded = "".join(LOOK_ALIKE.get(one, one) for one in unicodedata.normalize("NFKD", letter.lower()))
    return "".join(one for one in folded if unicodedata.category(one) not in {"Mn", "Cf", "Cc"}).lower()


def _closed_up(before: Shadow) -> Shadow:
    return _rewritten(
        before, _SPACED, lambda found: [at for at in range(*found.span()) if (at - found.start()) % 2 == 0]
    )


def _leaned(before: Shadow) -> Shadow:
    return _rewritten(before, _REPEATED, _leaned_on)


def _leaned_on(found: re.Match[str]) -> list[int]:
    return list(range(found.start(), found.start() + (2 if found[1] in DOUBLED else 1)))


def _rewritten(before: Shadow, pattern: re.Pattern[str], kept: Callable[[re.Match[str]], list[int]]) -> Shadow:
    """The shadow with only the ``kept`` places of each match; a dropped place lends its end to the one before."""
    places: list[int] = []
    ends = list(before.ends)
    done = 0
    for found in pattern.finditer(before.text):
        keep = kept(found)
        places += [*range(done, found.start()), *keep]
        ends[keep[-1]] = before.ends[found.end() - 1]
        done = found.end()
    if not done:
        return before
    places += range(done, len(before.text))
    return Shadow(
        "".join([before.text[place] for place in places]),
        [before.starts[place] for place in places],
        [ends[place] for place in places],
    )


def _unleeted(before: Shadow) -> Shadow:
    return Shadow(_LEET_WORD.sub(_read_as_letters, before.text), before.starts, before.ends)


def _read_as_letters(word: re.Match[str]) -> str:
    if _POSTCODE.match(word.string, word.start()):
        return word[0]
    return "".join(LEET.get(one, one) for one in word[0])
