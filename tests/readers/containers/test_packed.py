"""Files packed on their own (gzip, bzip2, xz), and tar archives packed so."""

import bz2
import gzip
import io
import lzma
import os
import random
import tracemalloc
import zipfile
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.readers.containers.test_tar import tar_of

from safelight.readers.containers import Limits, Part, Unreadable, members_of
from safelight.readers.containers.cursor import Cursor
from safelight.readers.containers.gunzipped import FIRST_STRIDE_BYTES, Gunzipped, Marks
from safelight.readers.reader import ReadingHints
from safelight.readers.reading import Reading

PACKERS: dict[str, Callable[[bytes], bytes]] = {"gz": gzip.compress, "bz2": bz2.compress, "xz": lzma.compress}
every_kind = pytest.mark.parametrize("kind", PACKERS)
CHAT = b"13/01/2026, 07:16 - Ben: bring milk\n" * 500


def walked(data: bytes, name: str, limits: Limits | None = None) -> list[Part | Unreadable]:
    return list(members_of(io.BytesIO(data), name, limits))


def contents(data: bytes, name: str) -> dict[str, bytes]:
    return {part.path: part.whole() for part in walked(data, name) if isinstance(part, Part)}


@every_kind
def test_one_packed_file_is_one_member_without_the_ending(kind: str) -> None:
    assert contents(PACKERS[kind](CHAT), f"chat.txt.{kind}") == {f"chat.txt.{kind}/chat.txt": CHAT}
    assert contents(PACKERS[kind](CHAT), "chat") == {"chat/(unpacked)": CHAT}
    assert contents(PACKERS[kind](b""), f"empty.{kind}") == {f"empty.{kind}/empty": b""}


@every_kind
def test_a_packed_tar_is_one_archive(kind: str) -> None:
    members = {"Takeout/a.txt": CHAT, "Takeout/b.txt": b"two"}
    data = PACKERS[kind](tar_of(members))
    assert contents(data, f"takeout.t{kind}") == {
        f"takeout.t{kind}/{name}": text for name, text in members.items()
    }


@every_kind
def test_packed_inside_an_archive_and_an_archive_inside_packed(kind: str) -> None:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(f"in.tar.{kind}", PACKERS[kind](tar_of({"chat.txt": CHAT})))
    inside = contents(held.getvalue(), "a.zip")
    assert inside == {f"a.zip/in.tar.{kind}/chat.txt": CHAT}
    around = contents(PACKERS[kind](held.getvalue()), f"a.zip.{kind}")
    assert around == {f"a.zip.{kind}/a.zip/in.tar.{kind}/chat.txt": CHAT}


@every_kind
def test_several_streams_one_after_another_are_one_file(kind: str) -> None:
    data = PACKERS[kind](b"one ") + bytes(4) + PACKERS[kind](b"two")
    assert contents(data, f"a.{kind}") == {f"a.{kind}/a": b"one two"}


@every_kind
def test_what_stands_behind_is_a_member_of_its_own(kind: str) -> None:
    found = contents(PACKERS[kind](b"one") + b"and words behind it", f"a.{kind}")
    assert found == {f"a.{kind}/a": b"one", f"a.{kind}/(after the archive)": b"and words behind it"}


@every_kind
def test_a_cut_file_gives_what_was_recovered(kind: str) -> None:
    noise = os.urandom(3_000_000)
    data = PACKERS[kind](noise)
    found = walked(data[: len(data) * 2 // 3], f"a.{kind}")
    (lost,) = [one for one in found if isinstance(one, Unreadable)]
    (part,) = [one for one in found if isinstance(one, Part)]
    assert "damaged or cut short" in lost.sentence
    assert part.size > 500_000
    assert part.whole() == noise[: part.size]


@every_kind
def test_a_wrong_checksum_is_said_and_everything_is_read(kind: str) -> None:
    data = bytearray(PACKERS[kind](CHAT))
    data[-6 if kind == "gz" else 10 if kind == "bz2" else -22] ^= 1
    found = walked(bytes(data), f"chat.{kind}")
    assert any(isinstance(one, Unreadable) and "damaged" in one.sentence for one in found)
    if kind == "gz":
        assert contents(bytes(data), "chat.gz")["chat.gz/chat"] == CHAT


@every_kind
def test_a_bomb_is_not_unpacked(kind: str) -> None:
    data = PACKERS[kind](bytes(64 << 20))
    tracemalloc.start()
    (found,) = walked(data, f"zeros.{kind}")
    assert tracemalloc.get_traced_memory()[1] < 32 << 20
    tracemalloc.stop()
    assert isinstance(found, Unreadable)
    assert "more than is safe" in found.sentence


def test_a_tar_too_large_for_memory_is_still_walked_where_gzip_allows_it() -> None:
    tar = tar_of({"a": os.urandom(9 << 20), "b.txt": b"bring milk", "c": os.urandom(9 << 20), "d.txt": b"done"})
    limits = Limits(inner_archive_bytes=1 << 20)
    found = {one.path: one for one in walked(gzip.compress(tar, 1), "big.tgz", limits)}
    small = found["big.tgz/b.txt"]
    assert isinstance(small, Part)
    assert small.whole() == b"bring milk"
    (refused,) = walked(lzma.compress(tar, preset=0), "big.txz", limits)
    assert isinstance(refused, Unreadable)
    assert "larger than" in refused.sentence


def test_moving_about_in_a_gzip_file_gives_the_right_bytes() -> None:
    rng = random.Random(7)
    plain = rng.randbytes(5 * FIRST_STRIDE_BYTES // 2)
    packed = io.BytesIO(gzip.compress(plain, 1))
    marks, cursor = Marks(packed), Cursor(packed, "gzip")
    while cursor.step():
        marks.pass_by(cursor)
    assert len(marks.kept) == 3
    stream = io.BufferedReader(Gunzipped(marks, len(plain)))
    for _ in range(60):
        place, length = rng.randrange(len(plain)), rng.randrange(400_000)
        stream.seek(place)
        assert stream.read(length) == plain[place : place + length]


@every_kind
@given(place=st.integers(min_value=0), patch=st.binary(min_size=1, max_size=4))
def test_damage_anywhere_ends_in_members_or_sentences(kind: str, place: int, patch: bytes) -> None:
    data = PACKERS[kind](tar_of({"a.txt": b"a" * 700}))
    place %= len(data)
    damaged = data[:place] + patch + data[place + len(patch) :]
    for found in members_of(io.BytesIO(damaged), "phone"):
        if isinstance(found, Part):
            assert len(found.whole()) == found.size
        else:
            assert found.sentence.endswith(".")


def test_a_chat_in_a_packed_tar_is_read_and_every_byte_of_it_accounted_for() -> None:
    data = gzip.compress(tar_of({"x/_chat.txt": CHAT, "x/msgstore.db-wal": b""}))
    reading = Reading(io.BytesIO(data), "phone.tgz", ReadingHints())
    records = list(reading.records())
    assert len(records) == 500
    assert records[0].member == "phone.tgz/x/_chat.txt"
    assert sum(stretch.length for stretch in reading.tally.members[0].stretches) == len(CHAT)
