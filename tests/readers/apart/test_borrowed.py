"""A borrowed file is the file, however it is read, and what was just read is not asked for again."""

from hypothesis import given
from hypothesis import strategies as st

from safelight.readers.apart.borrowed import borrowed

DATA = bytes(range(256)) * 4096


def lent(offset: int, length: int) -> bytes:
    return DATA[offset : offset + length]


@given(st.lists(st.tuples(st.integers(0, len(DATA)), st.integers(0, 400_000)), max_size=12))
def test_it_is_the_file_however_it_is_read(looks: list[tuple[int, int]]) -> None:
    file = borrowed(len(DATA), lent)
    for offset, length in looks:
        file.seek(offset)
        assert file.read(length) == DATA[offset : offset + length]


def test_what_was_hashed_is_not_asked_for_again() -> None:
    asked: list[int] = []

    def ask(offset: int, length: int) -> bytes:
        asked.append(length)
        return lent(offset, length)

    file = borrowed(len(DATA), ask)
    for _ in range(2):
        file.seek(0)
        assert b"".join(iter(lambda: file.read(1024 * 1024), b"")) == DATA
    assert sum(asked) == len(DATA)
