"""What is read of a message at once: its words, who says them, and what was said before it in its conversation."""

from collections.abc import Sequence
from hashlib import blake2b
from typing import NamedTuple

import numpy as np
import polars as pl

from safelight.signals.heads.semantic.word_pieces import END, START, WordPieces
from safelight.signals.heads.sparse import Numbers
from safelight.signals.heads.talk import Talk

BEFORE = 8
"""Messages before one that are read with it, as far as there is room."""
LONGEST = 128
"""Pieces of words that are read at once."""
_LONGEST_BEFORE, _BYTES = 32, 8
_ME, _YOU, _THEY, _SAYS = "me", "you", "they", ":"


class Window(NamedTuple):
    """Numbers of pieces; the last ``own`` of them are the message, those before it what was said before."""

    pieces: tuple[int, ...]
    own: int

    @property
    def key(self) -> int:
        """A number for what is read, from which nothing can be read; no two windows of the corpus share one."""
        read = np.array([self.own, *self.pieces], dtype=np.uint16).tobytes()
        return int.from_bytes(blake2b(read, digest_size=_BYTES).digest())


class Windows:
    """The windows of a talk. Speakers have no names: “me” is the owner, “you” whoever is talked with or speaks."""

    def __init__(self, talk: Talk, needed: Numbers, cut: WordPieces) -> None:
        """``needed``: places that will be asked for, and those before them."""
        self._talk, self._cut = talk, cut
        texts = talk.texts.gather(pl.Series(needed)).to_list()
        pieces = {text: cut(text)[1:-1] for text in set(texts)}
        self._said = {place: pieces[text] for place, text in zip(needed.tolist(), texts, strict=True)}
        self._start, self._end = cut.number(START), cut.number(END)

    def at(self, place: int, before: int = BEFORE) -> Window:
        """The window of the message at a place, with up to so many messages before it."""
        own = [*self._speaker(place, place), *self._said[place], self._end]
        room = LONGEST - len(own) - 2
        earlier: list[int] = []
        for there in range(place - 1, max(-1, place - 1 - before), -1):
            if self._talk.thread[there] != self._talk.thread[place]:
                break
            said = [*self._speaker(there, place), *self._said[there][:_LONGEST_BEFORE]]
            if len(said) > room - len(earlier):
                break
            earlier = [*said, *earlier]
        return Window((self._start, *earlier, self._end, *own), len(own))

    def _speaker(self, there: int, place: int) -> Sequence[int]:
        owner, sender = self._talk.owner, self._talk.sender
        is_met = owner[place] == 1 or sender[there] == sender[place]
        name = _ME if owner[there] == 1 else _YOU if is_met else _THEY
        return self._cut.number(name), self._cut.number(_SAYS)


def with_those_before(places: Numbers) -> Numbers:
    """Some places and every one before them that their windows may reach, rising."""
    reached = (places[:, None] - np.arange(BEFORE + 1)).ravel()
    return np.unique(reached[reached >= 0])
