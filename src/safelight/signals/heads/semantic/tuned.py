"""The taught encoder: it reads a message with what came before, and answers every question about it."""

from collections import OrderedDict
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Protocol

import numpy as np

from safelight.signals.heads.families import ASKED
from safelight.signals.heads.semantic.additions import Additions, additions_in
from safelight.signals.heads.semantic.encoder import PIECES, WEIGHTS, allowed, checked, session_of
from safelight.signals.heads.semantic.window import Window, Windows, with_those_before
from safelight.signals.heads.semantic.word_pieces import WordPieces
from safelight.signals.heads.sparse import Floats, Numbers
from safelight.signals.heads.talk import Talk

TAUGHT = Path(__file__).parents[1] / "weights" / "taught.npz"
DUE = "due"
"""Whether a careful reader would raise an alert by now."""
ANSWERED = (*ASKED, DUE)
"""What it answers, in order."""
_KEPT = 50_000
_SIDE_BY_SIDE = 2


class Answers(Protocol):
    """Answers ``ANSWERED`` for messages of a talk."""

    @property
    def version(self) -> str:
        """Which encoder answers, and what it was taught."""
        ...

    def __call__(self, talk: Talk, places: Numbers) -> Floats:
        """Log-odds: a row for each place, a column for each question."""
        ...


class Tuned:
    """The encoder with its additions. What it answers of a message does not depend on what else is asked."""

    def __init__(self, weights: bytes, pieces: bytes, additions: Additions) -> None:
        taught = additions.put_into(weights)
        self._session, self._cut, self._read_off = session_of(taught), WordPieces(pieces), additions.answers
        self._kept: OrderedDict[int, Floats] = OrderedDict()  # by key, so that no words outlive their case
        parts = (sha256(weights).digest(), sha256(pieces).digest(), bytes.fromhex(additions.digest))
        self.version = sha256(b"".join(parts)).hexdigest()[:12]

    def __call__(self, talk: Talk, places: Numbers) -> Floats:
        """Log-odds: a row for each place, a column for each question."""
        return answered(self.windows(talk, places), self.told)

    def windows(self, talk: Talk, places: Numbers) -> list[Window]:
        """What is read for each place."""
        windows = Windows(talk, with_those_before(places), self._cut)
        return [windows.at(place) for place in places.tolist()]

    def told(self, windows: Iterable[Window]) -> dict[Window, Floats]:
        """The answers for each of some windows."""
        keys = {one: one.key for one in windows}
        new = [one for one, key in keys.items() if key not in self._kept]
        # One at a time in each thread: sums of several at once would hang on their neighbours.
        with ThreadPoolExecutor(_SIDE_BY_SIDE) as threads:
            told = dict(zip(new, threads.map(self._one, new), strict=True))
        found = {one: told[one] if one in told else self._kept[key] for one, key in keys.items()}
        for one, row in found.items():
            self._kept[keys[one]] = row
            self._kept.move_to_end(keys[one])
        while len(self._kept) > _KEPT:
            self._kept.popitem(last=False)
        return found

    def _one(self, window: Window) -> Floats:
        numbers = np.array([window.pieces], dtype=np.int64)
        is_own = np.arange(numbers.size)[None] >= numbers.size - window.own
        given = {
            "input_ids": numbers,
            "attention_mask": np.ones_like(numbers),
            "token_type_ids": is_own.astype(np.int64),
        }
        read: Floats = self._session.run(None, given)[0][0]
        both = np.concatenate([read[-window.own :].mean(axis=0), read[0], np.ones(1, np.float32)])
        found: Floats = (both @ self._read_off).astype(np.float32)
        return found


def answered(windows: list[Window], told: Callable[[Iterable[Window]], dict[Window, Floats]]) -> Floats:
    """A row for each window, from what is told of each once."""
    rows = told(windows)
    return np.stack([rows[one] for one in windows]) if windows else np.zeros((0, len(ANSWERED)), np.float32)


def tuned_installed() -> Tuned:
    """The taught encoder. Raises ``EncoderRefused`` where the encoder is missing, changed or left out."""
    allowed()
    return _made()


@cache
def _made() -> Tuned:
    return Tuned(checked(WEIGHTS), checked(PIECES), additions_in(TAUGHT.read_bytes()))
