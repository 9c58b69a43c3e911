"""Where the words of a picture cannot be looked for, that is said in a sentence."""

import pytest

from safelight.readers.pictures import engine
from safelight.readers.pictures.opening import UnreadablePicture


class OutOfMemory:
    def get_inputs(self):
        return [self]

    name = "x"

    def run(self, _wanted, _given):
        raise RuntimeError("Failed to allocate memory for requested buffer")


def test_too_little_memory_is_a_sentence_of_its_own(monkeypatch):
    monkeypatch.setattr(engine, "network", lambda _name: OutOfMemory())
    with pytest.raises(UnreadablePicture, match=r"more memory than one exhibit may\."):
        engine.run(engine.FINDING, None)
