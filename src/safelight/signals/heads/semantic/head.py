"""What the taught encoder adds to the heads: a closer look at the messages that the heads find likeliest."""

from typing import NamedTuple

import msgspec
import numpy as np
import numpy.typing as npt

from safelight.signals.heads.alerts import Alerts
from safelight.signals.heads.families import BESIDE, SCORED
from safelight.signals.heads.semantic.tuned import ANSWERED, DUE, Answers
from safelight.signals.heads.sparse import Floats, Numbers
from safelight.signals.heads.talk import Talk
from safelight.signals.heads.warning import UNASKED, EarlyWarning

Wide = npt.NDArray[np.float64]
LEAST = 0.05
"""A message is a candidate where the heads give any question this probability."""
MOST = 1_000
"""Candidates of a case that are looked at, the likeliest: about 25 milliseconds of a processor each."""
_BESIDES = [ANSWERED.index(name) for name in (*BESIDE, DUE)]
_AT_ONCE = 2_000


class Closer(NamedTuple):
    """What is known after the closer look."""

    odds: Wide
    """Log-odds of ``SCORED`` for every message, those of candidates blended."""
    besides: Wide
    """Of ``BESIDE`` and ``DUE`` for every message; ``UNASKED`` where nobody looked."""


class SemanticHead(msgspec.Struct, frozen=True):
    """How the encoder's answers are blended with the odds of the heads."""

    blend: npt.NDArray[np.float32]
    """Three rows: bias, weight of the heads' log-odds, weight of the encoder's; 0, 1, 0 leaves a question as it is."""
    conversation: npt.NDArray[np.float32]
    """As in ``Model``, for odds that were blended."""
    encoder: str = ""
    """The version of the taught encoder that it was learned with; it fits no other."""
    alerts: Alerts = Alerts()
    warning: EarlyWarning = EarlyWarning()

    def closer(self, talk: Talk, odds: Wide, answers: Answers, most: int | None) -> Closer:
        """Looks again at candidates; ``most``: how many, all where ``None``."""
        out, besides = odds.copy(), np.full((len(odds), len(_BESIDES)), UNASKED)
        places = candidates(odds, most)
        for begin in range(0, len(places), _AT_ONCE):
            some = places[begin : begin + _AT_ONCE]
            told = answers(talk, some)
            out[some] = self.mixed(odds[some], told)
            besides[some] = np.maximum(told[:, _BESIDES], UNASKED)
        return Closer(out, besides)

    def mixed(self, odds: Wide, told: Floats) -> Wide:
        """The log-odds of heads and encoder as one."""
        bias, of_odds, of_told = self.blend.astype(np.float64)
        out: Wide = bias + of_odds * odds + of_told * told[:, : len(SCORED)].astype(np.float64)
        return out


def candidates(odds: Wide, most: int | None) -> Numbers:
    """The places that are worth a closer look, rising; of too many the likeliest."""
    highest = odds.max(axis=1, initial=-np.inf)
    places = np.flatnonzero(highest >= np.log(LEAST / (1 - LEAST)))
    if most is not None and len(places) > most:
        places = np.sort(places[np.argsort(-highest[places], kind="stable")[:most]])
    return places
