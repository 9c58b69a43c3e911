"""Puts what was taught where it ships, and what was answered without each slice beside the corpus.

python -m tuning.keep --taught FOLDER
"""

import argparse
from pathlib import Path

import numpy as np

from safelight.signals.heads.semantic.additions import additions_in, bytes_of_additions
from safelight.signals.heads.semantic.encoder import PIECES, WEIGHTS, checked
from safelight.signals.heads.semantic.tuned import ANSWERED, TAUGHT, Tuned
from safelight.signals.heads.semantic.word_pieces import WordPieces
from safelight.signals.heads.training.answers import NAME, arrays_of
from safelight.signals.heads.training.lesson import lesson_of
from safelight.signals.heads.weights_file import packed
from safelight.signals.labelled import conversations_in
from tuning.lessons import windows_of


def main() -> None:
    """Reads the arguments and writes both files."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--corpus", type=Path, default=Path("corpus/training"))
    ask.add_argument("--taught", type=Path, required=True)
    given = ask.parse_args()
    kept = packed(bytes_of_additions(additions_in((given.taught / "whole.npz").read_bytes())))
    TAUGHT.write_bytes(kept)
    lesson = lesson_of(conversations_in(given.corpus))
    told = np.full((len(lesson.talk), len(ANSWERED)), np.nan, np.float32)
    for file in sorted(given.taught.glob("without-*.npz")):
        with np.load(file) as arrays:
            told[arrays["places"]] = arrays["told"]
    assert not np.isnan(told).any(), "a slice is missing"
    weights, pieces = checked(WEIGHTS), checked(PIECES)
    version = Tuned(weights, pieces, additions_in(kept)).version
    windows = windows_of(lesson.talk, WordPieces(pieces))
    (given.corpus / NAME).write_bytes(packed(arrays_of(windows, told, version)))
    print(f"Taught encoder {version}.")


if __name__ == "__main__":
    main()
