"""What the encoder's directions of a message and of those before it say beside the heads; candidates only."""

from typing import Protocol

import msgspec
import numpy as np
import numpy.typing as npt

from safelight.signals.heads.alerts import Alerts
from safelight.signals.heads.sparse import Floats, Numbers
from safelight.signals.heads.talk import FADING, Talk

Wide = npt.NDArray[np.float64]
STEPS = 4
"""Messages before one that are looked at with it."""
LEAST = 0.05
"""A message is a candidate where the heads give any question this probability."""
MOST = 1_000
"""Candidates of a case that are looked at, the likeliest: about four milliseconds each and each message before it."""
_HALF = 0.5
_AT_ONCE = 2_000


class Encodes(Protocol):
    """Gives each text a direction of length one."""

    @property
    def version(self) -> str:
        """Which encoder it is."""
        ...

    def __call__(self, texts: list[str]) -> Floats:
        """One row a text."""
        ...


class SemanticHead(msgspec.Struct, frozen=True):
    """How directions are weighed, and how that is blended with the odds of the heads."""

    weights: Floats
    """One row for each of ``features_of``, one column a question."""
    blend: npt.NDArray[np.float32]
    """Three rows: bias, weight of the heads' log-odds, weight of the encoder's; 0, 1, 0 leaves a question as it is."""
    conversation: npt.NDArray[np.float32]
    """As in ``Model``, for odds that were blended."""
    encoder: str = ""
    """The version of the encoder that it was learned with; it fits no other."""
    alerts: Alerts = Alerts()

    def blended(self, talk: Talk, odds: Wide, encoder: Encodes, most: int | None) -> Wide:
        """The log-odds of the heads, with those of candidates blended; ``most``: how many, all where ``None``."""
        out = odds.copy()
        places = candidates(odds, most)
        for begin in range(0, len(places), _AT_ONCE):
            some = places[begin : begin + _AT_ONCE]
            out[some] = self.mixed(odds[some], features_of(talk, some, encoder) @ self.weights)
        return out

    def mixed(self, odds: Wide, said: Floats) -> Wide:
        """The log-odds of heads and encoder as one."""
        bias, of_odds, of_said = self.blend.astype(np.float64)
        out: Wide = bias + of_odds * odds + of_said * said.astype(np.float64)
        return out


def candidates(odds: Wide, most: int | None) -> Numbers:
    """The places that are worth a closer look, rising; of too many the likeliest."""
    highest = odds.max(axis=1, initial=-np.inf)
    places = np.flatnonzero(highest >= np.log(LEAST / (1 - LEAST)))
    if most is not None and len(places) > most:
        places = np.sort(places[np.argsort(-highest[places], kind="stable")[:most]])
    return places


def features_of(talk: Talk, places: Numbers, encoder: Encodes) -> Floats:
    """For each place: its direction, the same where the owner speaks, faded sums of those before, owner, one."""
    before = [_before(talk, places, step) for step in range(1, STEPS + 1)]
    needed = np.unique(np.concatenate([places, *(there[known] for there, known, _ in before)]))
    directions = encoder(talk.texts.gather(needed).to_list())
    own = directions[np.searchsorted(needed, places)]
    said = {True: np.zeros_like(own), False: np.zeros_like(own)}
    for step, (there, known, alike) in enumerate(before):
        near = directions[np.searchsorted(needed, np.where(known, there, needed[0] if len(needed) else 0))]
        for same, total in said.items():
            total += near * (known & (alike == same))[:, None] * np.float32(_HALF * FADING**step)
    owner = talk.owner[places][:, None]
    return np.concatenate([own, own * owner, said[True], said[False], owner, np.ones_like(owner)], axis=1)


def _before(
    talk: Talk, places: Numbers, step: int
) -> tuple[Numbers, npt.NDArray[np.bool_], npt.NDArray[np.bool_]]:
    """So many messages before each place: where that is, whether it is of the thread, and of the same account."""
    there = np.maximum(places - step, 0)
    known = (places >= step) & (talk.thread[there] == talk.thread[places])
    return there, known, talk.sender[there] == talk.sender[places]
