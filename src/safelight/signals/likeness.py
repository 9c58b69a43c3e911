"""What the learned heads say of a message, and of what its account says around it, as one sign beside others.

Words alone tell little: the same hint is play in one course of messages and a threat in another. The sign makes no
candidate of a message, so that no finding rests on scores alone.
"""

import numpy as np
import numpy.typing as npt
import polars as pl

from safelight.signals.context import CaseContext
from safelight.signals.heads import message_scores
from safelight.signals.heads.families import ANY
from safelight.signals.said import said_in
from safelight.signals.scene import Scene

LIKE = "learned.like"
REACH, TOP = 30, 3
"""Of what the account says up to ``REACH`` messages away, the ``TOP`` likeliest to be any harm are averaged."""
ITSELF, AROUND = 0.3, 0.8
"""How much the two count: chosen on slices of the corpus that the heads had not learned from (decision 56)."""
EVEN = -2.0
"""The log-odds for its family at which a message by itself speaks neither for nor against."""
_EVEN_CHANCE = 1 / (1 + np.exp(-EVEN))
FEW = 8
"""Of fewer messages by the account nearby, what speaks against counts for their share only."""
Chances = npt.NDArray[np.float64]


class Likeness:
    """The sign of any message of a case: above nothing it speaks for a family of harm, below it against."""

    def __init__(self, scene: Scene, records: pl.DataFrame, context: CaseContext, family: str) -> None:
        scores = message_scores(records, context)
        self._scene, self._family, self._any = scene, scores.column(family), scores.column(ANY)
        self._senders = said_in(records).accounts

    def speaking_for(self) -> list[int]:
        """The places whose message, by itself, is liker to labelled ones than not."""
        likely: list[int] = np.flatnonzero(self._family > _EVEN_CHANCE).tolist()
        return likely

    def of(self, place: int) -> tuple[tuple[str, float], ...]:
        """How like labelled ones the message is for the family, and what is around it for any harm, in log-odds."""
        near = slice(self._scene.before(place, REACH).start, self._scene.after(place, REACH).stop)
        theirs = self._any[near][self._senders[near] == self._senders[place]]
        itself = float(_odds(self._family[place : place + 1])[0]) - EVEN
        like = ITSELF * itself + AROUND * float(_odds(np.sort(theirs)[-TOP:]).mean())
        share = min(1.0, len(theirs) / FEW) if like < 0 else 1.0
        return ((LIKE, round(share * like, 3)),)


def _odds(chances: Chances) -> Chances:
    odds: Chances = np.log(chances / (1 - chances))
    return odds
