"""Writes what there is to learn from: the windows of every message of the corpus, and of ordinary messages.

python -m tuning.lessons --ordinary SMSSpamCollection --out lessons.npz
"""

import argparse
from collections.abc import Iterable, Sequence
from pathlib import Path

import msgspec
import numpy as np
import numpy.typing as npt

from safelight.signals.heads.families import ASKED
from safelight.signals.heads.semantic.encoder import PIECES, checked
from safelight.signals.heads.semantic.tuned import ANSWERED
from safelight.signals.heads.semantic.window import BEFORE, Window, Windows
from safelight.signals.heads.semantic.word_pieces import WordPieces
from safelight.signals.heads.sparse import Floats
from safelight.signals.heads.talk import Talk
from safelight.signals.heads.training.lesson import Lesson, lesson_of
from safelight.signals.heads.training.ordinary import ordinary_in, to_learn_from
from safelight.signals.heads.weights_file import packed
from safelight.signals.labelled import conversations_in

REACHES = (0, 3, BEFORE)
"""How many messages before one are read with it while learning: few of real life have as many as here."""
TOGETHER = 40
"""Ordinary messages that are put together as one conversation, by two who write at random."""
ORDINARY = -1
"""Stands for the slice of ordinary messages."""
SEED = 1

Array = npt.NDArray[np.generic]


def main() -> None:
    """Reads the arguments and writes the file."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--corpus", type=Path, default=Path("corpus/training"))
    ask.add_argument("--ordinary", type=Path, required=True)
    ask.add_argument("--out", type=Path, required=True)
    given = ask.parse_args()
    lesson = lesson_of(conversations_in(given.corpus), to_learn_from(ordinary_in(given.ordinary)))
    given.out.write_bytes(packed(arrays_of(lesson, WordPieces(checked(PIECES)))))


def arrays_of(lesson: Lesson, cut: WordPieces) -> dict[str, Array]:
    """For each of ``REACHES`` the windows of all messages; what is right, and the slice each is of."""
    ordinary = put_together(lesson.ordinary)
    arrays: dict[str, Array] = {
        "targets": np.concatenate([_right(lesson), np.zeros((len(ordinary), len(ANSWERED)), np.float32)]),
        "slice": np.append(lesson.part[lesson.conversation], np.full(len(ordinary), ORDINARY)),
    }
    for reach in REACHES:
        windows = [*windows_of(lesson.talk, cut, reach), *windows_of(ordinary, cut, reach)]
        arrays |= {f"{name}.{reach}": array for name, array in _flat(windows).items()}
    return arrays


def put_together(alone: Talk) -> Talk:
    """Messages that stand alone as conversations, which they never were."""
    places = np.arange(len(alone))
    thread = places // TOGETHER
    by_owner = np.random.Generator(np.random.PCG64(SEED)).random(len(alone)) < 1 / 2
    return msgspec.structs.replace(
        alone, thread=thread, sender=2 * thread + by_owner, owner=by_owner.astype(np.float32)
    )


def windows_of(talk: Talk, cut: WordPieces, reach: int = BEFORE) -> list[Window]:
    """The windows of all messages."""
    windows = Windows(talk, np.arange(len(talk)), cut)
    return [windows.at(place, reach) for place in range(len(talk))]


def _right(lesson: Lesson) -> Floats:
    """The answers to ``ANSWERED``: those of the lesson, and whether an alert is due by now."""
    assert lesson.targets.shape[1] == len(ASKED)
    _, opens = np.unique(lesson.conversation, return_index=True)
    place = np.arange(len(lesson.talk)) - opens[lesson.conversation]
    due = lesson.harmful[lesson.conversation] & (place >= lesson.due[lesson.conversation])
    return np.append(lesson.targets, due[:, None].astype(np.float32), axis=1)


def _flat(windows: Sequence[Window]) -> dict[str, Array]:
    return {
        "pieces": _numbers(piece for one in windows for piece in one.pieces),
        "long": _numbers(len(one.pieces) for one in windows),
        "own": _numbers(one.own for one in windows),
    }


def _numbers(some: Iterable[int]) -> Array:
    return np.fromiter(some, dtype=np.uint16)


if __name__ == "__main__":
    main()
