"""Cuts a text into the pieces of words that the sentence encoder was made with, longest first."""

import unicodedata
from functools import lru_cache

import msgspec

START, END, UNKNOWN = "[CLS]", "[SEP]", "[UNK]"
LONGEST = 64
"""Pieces of a text that are read, start and end among them; what comes after is not weighed."""
_INSIDE = "##"
_LONGEST_WORD = 100


class _Pieces(msgspec.Struct, frozen=True):
    vocab: dict[str, int]


class _Described(msgspec.Struct, frozen=True):
    model: _Pieces


class WordPieces:
    """The numbers of a vocabulary. Texts are those of a talk: lower case, marks standing alone."""

    def __init__(self, described: bytes) -> None:
        """``described``: a ``tokenizer.json``. Raises ``msgspec.DecodeError`` for anything else."""
        self._number = msgspec.json.decode(described, type=_Described).model.vocab
        self._of_word = lru_cache(maxsize=1 << 16)(self._cut)

    def number(self, piece: str) -> int:
        """The number of one piece that is known."""
        return self._number[piece]

    def __call__(self, text: str) -> list[int]:
        """The numbers of a text, between those of start and end."""
        plain = "".join(
            letter for letter in unicodedata.normalize("NFD", text) if unicodedata.category(letter) != "Mn"
        )
        found = [self._number[START]]
        for word in plain.split():
            found += self._of_word(word)
            if len(found) >= LONGEST:
                break
        return [*found[: LONGEST - 1], self._number[END]]

    def _cut(self, word: str) -> tuple[int, ...]:
        unknown = (self._number[UNKNOWN],)
        if len(word) > _LONGEST_WORD:
            return unknown
        found: list[int] = []
        begin = 0
        while begin < len(word):
            head = _INSIDE if begin else ""
            fitting = (end for end in range(len(word), begin, -1) if head + word[begin:end] in self._number)
            end = next(fitting, 0)
            if not end:
                return unknown
            found.append(self._number[head + word[begin:end]])
            begin = end
        return tuple(found)
