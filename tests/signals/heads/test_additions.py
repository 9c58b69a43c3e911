"""What the encoder was taught is put into its file the same way everywhere, and anything else is refused."""

import io

import numpy as np
import pytest

from safelight.signals.heads.semantic.additions import (
    MATRICES,
    Addition,
    additions_in,
    bytes_of_additions,
)
from safelight.signals.heads.semantic.encoder import WIDTH, EncoderRefused
from safelight.signals.heads.semantic.tuned import ANSWERED, TAUGHT
from safelight.signals.heads.weights_file import packed

ROLLS = np.random.Generator(np.random.PCG64(7))
ROWS, COLUMNS, RANK, AT = 6, 5, 2, 3


def file_with(numbers, steps):
    return bytearray(b"abc" + numbers.tobytes() + steps.tobytes() + b"xyz")


def matrix_in(file):
    numbers = np.frombuffer(file, np.int8, ROWS * COLUMNS, AT).reshape(ROWS, COLUMNS)
    return numbers * np.frombuffer(file, np.float32, COLUMNS, AT + ROWS * COLUMNS)


def addition(down, up):
    return Addition(AT, AT + ROWS * COLUMNS, down, up)


def test_the_product_is_added_where_the_matrix_lies_and_nothing_else_changes():
    numbers = ROLLS.integers(-127, 128, (ROWS, COLUMNS)).astype(np.int8)
    steps = ROLLS.uniform(0.01, 0.02, COLUMNS).astype(np.float32)
    file = file_with(numbers, steps)
    down, up = (ROLLS.normal(size=shape).astype(np.float32) for shape in ((ROWS, RANK), (RANK, COLUMNS)))
    wanted = matrix_in(file) + down @ up
    addition(down, up).put_into(file)
    assert (bytes(file[:AT]), bytes(file[-3:])) == (b"abc", b"xyz")
    assert np.abs(matrix_in(file) - wanted).max() <= np.abs(wanted).max() / 127 / 2 + 1e-6


def test_where_nothing_is_added_nothing_changes():
    numbers = ROLLS.integers(-126, 127, (ROWS, COLUMNS)).astype(np.int8)
    numbers[0] = 127
    file = file_with(numbers, np.full(COLUMNS, 0.5, np.float32))
    before = bytes(file)
    addition(np.zeros((ROWS, RANK), np.float32), np.ones((RANK, COLUMNS), np.float32)).put_into(file)
    assert bytes(file) == before


def test_what_ships_holds_every_matrix_and_an_answer_to_every_question():
    additions = additions_in(TAUGHT.read_bytes())
    assert len(additions.matrices) == MATRICES
    assert additions.answers.shape == (2 * WIDTH + 1, len(ANSWERED))
    again = additions_in(packed(bytes_of_additions(additions)))
    assert all(
        np.array_equal(one.down, other.down)
        and np.array_equal(one.up, other.up)
        and one.steps_at == other.steps_at
        for one, other in zip(additions.matrices, again.matrices, strict=True)
    )


def test_it_is_small_enough_to_sit_in_the_package():
    assert TAUGHT.stat().st_size < 2_000_000


@pytest.mark.parametrize("kept", [b"", b"other", b"PK\x03\x04"])
def test_another_file_is_refused_in_a_sentence(kept):
    with pytest.raises(EncoderRefused, match="cannot be read, so messages are scored without it"):
        additions_in(kept)


def test_a_file_with_too_little_in_it_is_refused():
    sink = io.BytesIO()
    np.savez(sink, at=np.zeros((MATRICES, 2)))
    with pytest.raises(EncoderRefused, match="Install Safelight again"):
        additions_in(sink.getvalue())
