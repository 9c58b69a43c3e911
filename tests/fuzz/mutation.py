"""Damage done to a file: the same seed gives the same damage on every machine."""

import random
import re
import struct
from collections.abc import Callable, Sequence

from tests.fuzz.handed_in import HandedIn
from tests.fuzz.tokens import NUMBERS, TOKENS, WRITTEN_NUMBERS

LARGEST_BYTES = 1 << 18
_MOST_CHANGES = 6
_LONGEST_CHUNK = 512
_TOKEN = re.compile(rb"[A-Za-z_@$]{1,60}|[0-9]+|[^\sA-Za-z0-9]", re.ASCII)
_DIGITS = re.compile(rb"[0-9]+")
_STRUCTURES = re.compile(rb'[{}\[\]"<>,:\n]')

Change = Callable[[random.Random, bytearray, bytes], None]


def mutated(rolls: random.Random, seeds: Sequence[HandedIn]) -> HandedIn:
    """One of the seeds, damaged; now and then the file beside it is damaged as well."""
    seed, other = rolls.choice(seeds), rolls.choice(seeds)
    beside = seed.beside
    if beside and rolls.random() < 0.3:
        beside = tuple((name, damaged(rolls, data, other.data)) for name, data in beside)
    return HandedIn(seed.path, damaged(rolls, seed.data, other.data), beside)


def damaged(rolls: random.Random, data: bytes, other: bytes) -> bytes:
    """The data after one to six changes; ``other`` is a file to take pieces from."""
    changing = bytearray(data)
    for _ in range(rolls.randint(1, _MOST_CHANGES)):
        rolls.choice(_CHANGES)(rolls, changing, other)
    return bytes(changing[:LARGEST_BYTES])


def _place(rolls: random.Random, data: bytes | bytearray) -> int:
    return rolls.randrange(len(data) + 1)


def _chunk(rolls: random.Random, data: bytes | bytearray) -> slice:
    start = _place(rolls, data)
    return slice(start, min(len(data), start + rolls.randint(1, _LONGEST_CHUNK)))


def _flip(rolls: random.Random, data: bytearray, _other: bytes) -> None:
    for _ in range(rolls.randint(1, 8)):
        if data:
            data[rolls.randrange(len(data))] ^= 1 << rolls.randrange(8)


def _random_byte(rolls: random.Random, data: bytearray, _other: bytes) -> None:
    if data:
        data[rolls.randrange(len(data))] = rolls.randrange(256)


def _cut(rolls: random.Random, data: bytearray, _other: bytes) -> None:
    del data[_chunk(rolls, data)]


def _cut_short(rolls: random.Random, data: bytearray, _other: bytes) -> None:
    if rolls.random() < 0.3:
        del data[_place(rolls, data) :]


def _duplicate(rolls: random.Random, data: bytearray, _other: bytes) -> None:
    piece = bytes(data[_chunk(rolls, data)])
    place = _place(rolls, data)
    data[place:place] = piece * rolls.choice((1, 1, 1, 2, 50))


def _splice(rolls: random.Random, data: bytearray, other: bytes) -> None:
    data[_chunk(rolls, data)] = other[_chunk(rolls, other)]


def _cross_over(rolls: random.Random, data: bytearray, other: bytes) -> None:
    if rolls.random() < 0.3:
        data[_place(rolls, data) :] = other[_place(rolls, other) :]


def _number(rolls: random.Random, data: bytearray, _other: bytes) -> None:
    width, order = rolls.choice("BHLQ"), rolls.choice("<>")
    packed = struct.pack(f"{order}{width}", rolls.choice(NUMBERS) & ((1 << 8 * struct.calcsize(f"={width}")) - 1))
    place = _place(rolls, data)
    data[place : place + len(packed)] = packed


def _written_number(rolls: random.Random, data: bytearray, _other: bytes) -> None:
    _replace(rolls, data, _DIGITS, rolls.choice(WRITTEN_NUMBERS))


def _insert_token(rolls: random.Random, data: bytearray, _other: bytes) -> None:
    place = _place(rolls, data)
    data[place:place] = rolls.choice(TOKENS) * rolls.choice((1, 1, 1, 1, 2, 300))


def _overwrite_token(rolls: random.Random, data: bytearray, _other: bytes) -> None:
    _replace(rolls, data, _TOKEN, rolls.choice(TOKENS))


def _structure(rolls: random.Random, data: bytearray, _other: bytes) -> None:
    _replace(rolls, data, _STRUCTURES, rolls.choice(TOKENS))


def _swap_tokens(rolls: random.Random, data: bytearray, other: bytes) -> None:
    """A word of the format takes the place of another one of the format."""
    source = other if rolls.random() < 0.5 else bytes(data)
    found = _TOKEN.search(source, _place(rolls, source))
    if found:
        _replace(rolls, data, _TOKEN, found[0])


def _replace(rolls: random.Random, data: bytearray, pattern: re.Pattern[bytes], by: bytes) -> None:
    found = pattern.search(data, _place(rolls, data))
    if found:
        start, end = found.span()
        del found  # a match holds the buffer, which must change its size
        data[start:end] = by


_CHANGES: tuple[Change, ...] = (
    _flip, _random_byte, _cut, _cut_short, _duplicate, _splice, _cross_over, _number, _written_number,
    _insert_token, _overwrite_token, _structure, _swap_tokens,
)  # fmt: skip
