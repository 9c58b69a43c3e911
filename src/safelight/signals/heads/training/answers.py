"""Answers for messages of the corpus, by encoders that were taught without the slice a message is of.

The encoder that ships was taught with the whole corpus, so what it says of the corpus is no measure of how far it may
be trusted. These answers are: they were made in the same way, leaving out each slice once, and lie beside the
conversations. For messages that the corpus does not hold, the encoder itself is asked, which was not taught with them.
"""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from safelight.signals.heads.semantic.encoder import EncoderRefused
from safelight.signals.heads.semantic.tuned import Answers, Tuned, answered
from safelight.signals.heads.semantic.window import Window
from safelight.signals.heads.sparse import Floats, Numbers
from safelight.signals.heads.talk import Talk

NAME = "left-out-answers.npz"
"""Of the file, in a folder of conversations."""


class LeftOutAnswers:
    """As ``Tuned``, but for what is known of the corpus."""

    def __init__(self, tuned: Tuned, known: Mapping[int, Floats]) -> None:
        self.version, self._tuned, self._known = tuned.version, tuned, known

    def __call__(self, talk: Talk, places: Numbers) -> Floats:
        """Log-odds: a row for each place, a column for each of ``ANSWERED``."""
        return answered(self._tuned.windows(talk, places), self._told)

    def _told(self, windows: Iterable[Window]) -> dict[Window, Floats]:
        keys = {window: window.key for window in windows}
        asked = self._tuned.told(window for window, key in keys.items() if key not in self._known)
        return {window: asked[window] if window in asked else self._known[key] for window, key in keys.items()}


def answers_for(folders: Sequence[Path], tuned: Tuned) -> Answers:
    """What answers while learning from some folders.

    Raises ``EncoderRefused`` where a folder's file was made with another encoder: the one that is asked may have been
    taught with these conversations.
    """
    known: dict[int, Floats] = {}
    for file in (folder / NAME for folder in folders if (folder / NAME).exists()):
        with np.load(file, allow_pickle=False) as arrays:
            if arrays["encoder"].tolist() != [tuned.version]:
                raise EncoderRefused(
                    f"The answers in {file} are of another sentence encoder, so what this one says of these "
                    "conversations is no measure, and it is left out. Take the file that came with this version."
                )
            known |= dict(zip(arrays["keys"].tolist(), arrays["answers"].astype(np.float32), strict=True))
    return LeftOutAnswers(tuned, known) if known else tuned


def arrays_of(windows: Sequence[Window], answers: Floats, version: str) -> dict[str, npt.NDArray[np.generic]]:
    """What the file holds; of windows that are alike the first counts."""
    keys, firsts = np.unique(np.array([one.key for one in windows], dtype=np.uint64), return_index=True)
    return {"keys": keys, "answers": answers[firsts].astype(np.float16), "encoder": np.array([version])}
