"""What the taught encoder reads of a message: who speaks is told, nobody is named, and nothing of another thread."""

import msgspec
import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from safelight.signals.heads.semantic.window import BEFORE, LONGEST, Windows, with_those_before
from safelight.signals.heads.semantic.word_pieces import WordPieces
from safelight.signals.heads.talk import Talk

KNOWN = ["[CLS]", "[SEP]", "[UNK]", "me", "you", "they", ":", "hello", "no", "why"]
CUT = WordPieces(msgspec.json.encode({"model": {"vocab": {word: at for at, word in enumerate(KNOWN)}}}))


def talk(said, thread=None):
    """``said``: who (``o`` the owner) and what."""
    count, speakers = len(said), sorted({who for who, _ in said})
    nothing = np.zeros(count)
    return Talk(
        texts=pl.Series([text for _, text in said], dtype=pl.String),
        thread=np.zeros(count, dtype=np.int64) if thread is None else np.array(thread),
        sender=np.array([speakers.index(who) for who, _ in said], dtype=np.int64),
        owner=np.array([float(who == "o") for who, _ in said], dtype=np.float32),
        hours=nothing, clock=nothing, company=nothing,
    )  # fmt: skip


def read(one, place, before=BEFORE):
    window = Windows(one, with_those_before(np.array([place])), CUT).at(place, before)
    return " ".join(KNOWN[piece] for piece in window.pieces), window.own


def test_who_speaks_is_told_from_where_the_message_stands():
    one = talk([("o", "hello"), ("b", "no"), ("c", "why"), ("b", "hello"), ("o", "no")])
    assert read(one, 3) == ("[CLS] me : hello you : no they : why [SEP] you : hello [SEP]", 4)
    assert read(one, 4, before=2) == ("[CLS] you : why you : hello [SEP] me : no [SEP]", 4)
    assert read(one, 2, before=0) == ("[CLS] [SEP] you : why [SEP]", 4)


def test_nothing_of_another_thread_is_read():
    one = talk([("o", "hello"), ("b", "no"), ("b", "why")], thread=[0, 1, 1])
    assert read(one, 1) == ("[CLS] [SEP] you : no [SEP]", 4)
    assert read(one, 2) == ("[CLS] you : no [SEP] you : why [SEP]", 4)


@pytest.mark.parametrize("words", [5, 20, 40, 100])
def test_as_much_as_there_is_room_for_and_the_message_always(words):
    one = talk([("b", " ".join(["no"] * words))] * 12)
    window = Windows(one, np.arange(12), CUT).at(11)
    assert len(window.pieces) <= LONGEST
    assert window.own == min(words, 62) + 3
    earlier = min(words, 32) + 2
    assert len(window.pieces) == 2 + window.own + min(BEFORE, (LONGEST - 2 - window.own) // earlier) * earlier


@given(st.lists(st.tuples(st.sampled_from("obc"), st.sampled_from(KNOWN[7:])), min_size=1, max_size=14), st.data())
def test_what_is_read_of_a_message_does_not_hang_on_what_comes_after_it(said, data):
    place = data.draw(st.integers(0, len(said) - 1))
    assert read(talk(said), place) == read(talk(said[: place + 1]), place)
