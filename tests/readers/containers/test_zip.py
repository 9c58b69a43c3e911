"""Zip archives: every member met once, nothing unpacked that should not be, nothing lost without a word."""

import io
import stat
import struct
import tracemalloc
import warnings
import zipfile
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safelight.readers.containers import Limits, Part, Unreadable, members_of


def zipped(*members, method=zipfile.ZIP_DEFLATED, comment=b""):
    stream = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(stream, "w", method) as archive:
        warnings.simplefilter("ignore")
        for name, data in members:
            archive.writestr(zipfile.ZipInfo(name) if method == zipfile.ZIP_STORED else name, data)
        archive.comment = comment
    return stream.getvalue()


class Unseekable(io.RawIOBase):
    """Makes zipfile write data descriptors, as phones do when they share an export."""

    def __init__(self):
        self.parts = []

    def writable(self):
        return True

    def write(self, data):
        self.parts.append(bytes(data))
        return len(data)


def streamed_zip(*members):
    sink = Unseekable()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members:
            archive.writestr(name, data)
    return b"".join(sink.parts)


def walk(data, name="export.zip", **limits):
    return list(members_of(io.BytesIO(data), name, Limits(**limits)))


def contents(found):
    return {part.path: part.whole() for part in found if isinstance(part, Part)}


def refusals(found):
    return {part.path: part.sentence for part in found if isinstance(part, Unreadable)}


NAMES = st.lists(
    st.text(st.characters(codec="utf-8", exclude_characters="/\\\0"), min_size=1), max_size=6, unique=True
)


@given(
    NAMES, st.binary(max_size=3000), st.sampled_from([zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2])
)
def test_every_member_comes_with_its_bytes(names, data, method):
    names = [name for name in names if name.isprintable()]
    data = b"." + data  # so that no run of bytes is a kind of archive by chance
    found = walk(zipped(*((name, data) for name in names), ("last", b"x"), method=method))
    assert contents(found) == {f"export.zip/{name}": data for name in names} | {"export.zip/last": b"x"}
    assert refusals(found) == {}


def test_an_export_written_by_streaming_is_read_whole():
    found = walk(streamed_zip(("_chat.txt", b"hello " * 900), ("photo.jpg", b"\xff\xd8")))
    assert contents(found) == {"export.zip/_chat.txt": b"hello " * 900, "export.zip/photo.jpg": b"\xff\xd8"}
    assert refusals(found) == {}


def test_a_member_opens_afresh_each_time_and_tells_its_counted_size():
    (part,) = walk(zipped(("a.txt", b"abc" * 100_000)))
    with part.open() as first, part.open() as second:
        assert first.read(10) == b"abcabcabca"
        assert second.read() == b"abc" * 100_000
        assert first.read(3) == b"bca"
    assert part.size == 300_000
    assert part.head == (b"abc" * 100_000)[:65_536]


def test_duplicate_names_are_kept_apart():
    found = walk(zipped(("chat.txt", b"one"), ("chat.txt", b"two"), ("Chat.TXT", b"three")))
    assert contents(found) == {
        "export.zip/chat.txt": b"one",
        "export.zip/chat.txt#2": b"two",
        "export.zip/Chat.TXT": b"three",
    }


@pytest.mark.parametrize("name", ["../../x", "/abs.txt", "..\\..\\x.txt", "C:\\x.txt"])
def test_a_name_like_a_path_is_text_and_is_remarked_on(name):
    (part,) = walk(zipped((name, b"kept")))
    assert part.path == f"export.zip/{name}"
    assert part.whole() == b"kept"
    assert "never followed" in part.notes[0]


def test_a_truncated_archive_gives_its_whole_members_and_the_start_of_the_cut_one():
    chat = b"".join(b"%d: some words of a chat\n" % n for n in range(20_000))
    data = zipped(("first.txt", b"whole"), ("chat.txt", chat))
    found = walk(data[: len(data) * 2 // 3])
    assert contents(found)["export.zip/first.txt"] == b"whole"
    recovered = contents(found)["export.zip/chat.txt"]
    assert len(recovered) > len(chat) // 3
    assert chat.startswith(recovered)
    assert "there may have been more" in refusals(found)["export.zip"]
    assert "were recovered" in refusals(found)["export.zip/chat.txt (lost part)"]


@pytest.mark.parametrize("make", [zipped, streamed_zip])
def test_an_archive_that_lost_its_directory_gives_every_member(make):
    members = [(f"{n}.txt", b"text %d " % n * 500) for n in range(5)]
    data = make(*members)
    found = walk(data[: data.index(b"PK\x01\x02")])
    assert contents(found) == {f"export.zip/{name}": text for name, text in members}
    assert all("walking the archive" in part.notes[0] for part in found if isinstance(part, Part))
    assert "list of contents is missing" in refusals(found)["export.zip"]


def locked(data):
    """The same archive with the encryption flag set on its first member, in both of its headers."""
    data = bytearray(data)
    for place in (6, data.index(b"PK\x01\x02") + 8):
        data[place] |= 1
    return bytes(data)


def test_a_password_protected_member_asks_for_the_password():
    found = walk(locked(zipped(("secret.txt", b"hidden"), ("open.txt", b"plain"))))
    assert contents(found) == {"export.zip/open.txt": b"plain"}
    assert "ask for the password" in refusals(found)["export.zip/secret.txt"]


def test_a_bomb_is_refused_by_its_ratio_and_short_repetitive_text_is_not():
    chat = b"01/02/2024, 10:00 - Amy: where are you\n" * 80_000
    found = walk(zipped(("bomb.bin", bytes(32 << 20)), ("chat.txt", chat)))
    assert contents(found) == {"export.zip/chat.txt": chat}
    assert "limit for safe unpacking" in refusals(found)["export.zip/bomb.bin"]


def test_the_total_is_counted_over_all_members():
    found = walk(zipped(("a", b"x" * 600), ("b", b"y" * 600)), total_bytes=1000)
    assert contents(found) == {"export.zip/a": b"x" * 600}
    assert "limit" in refusals(found)["export.zip/b"]


def test_too_many_members_are_counted_and_said():
    found = walk(zipped(*((str(n), b"x") for n in range(10))), members=4)
    assert len(contents(found)) == 4
    assert "6 more members" in refusals(found)["export.zip/(further members)"]


def overlapping():
    """Two directory entries that share one local header (CVE-2024-0450)."""
    data = zipped(("a.txt", b"a" * 100))
    start = data.index(b"PK\x01\x02")
    entry = data[start : data.index(b"PK\x05\x06")]
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 2, 2, 2 * len(entry), start, 0)
    return data[:start] + entry + entry.replace(b"a.txt", b"b.txt") + end


def test_overlapping_members_are_refused():
    found = walk(overlapping())
    assert contents(found) == {}
    assert "claim the same bytes" in refusals(found)["export.zip/(2 overlapping members)"]


def test_a_link_is_not_followed():
    info = zipfile.ZipInfo("link")
    info.create_system = 3
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    found = walk(_with_info(info, b"/etc/passwd"))
    assert contents(found) == {}
    assert "link" in refusals(found)["export.zip/link"]


def _with_info(info, data):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr(info, data)
    return stream.getvalue()


def test_a_lying_size_is_counted_and_said():
    data = bytearray(zipped(("a.txt", b"A" * 100_000)))
    directory = data.index(b"PK\x01\x02")
    data[directory + 24 : directory + 28] = struct.pack("<L", 10)
    (part,) = walk(bytes(data))
    assert part.size == len(part.whole()) == 100_000
    assert "claims 10 bytes" in part.notes[0]


def test_a_wrong_checksum_is_said_and_the_bytes_are_still_read():
    data = zipped(("a.txt", b"I never wrote this"), method=zipfile.ZIP_STORED)
    (part,) = walk(data.replace(b"never", b"truly"))
    assert part.whole() == b"I truly wrote this"
    assert "checksum does not match" in part.notes[0]


def test_damage_in_the_middle_keeps_what_stood_before_it():
    text = b"".join(b"line %d of what was said\n" % (n * n) for n in range(30_000))
    data = bytearray(zipped(("chat.txt", text)))
    middle = len(data) // 2
    data[middle : middle + 40] = bytes(40)
    found = walk(bytes(data))
    recovered = contents(found)["export.zip/chat.txt"]
    assert len(recovered) > len(text) // 4
    assert recovered[: len(text) // 4] == text[: len(text) // 4]


def test_bytes_before_an_archive_are_a_member_too():
    data = b"01/02/2024, 10:00 - Amy: hello\n" + zipped(("inside.txt", b"x"))
    found = walk(data, "both.txt")
    assert contents(found) == {
        "both.txt/(before the archive)": b"01/02/2024, 10:00 - Amy: hello\n",
        "both.txt/inside.txt": b"x",
    }
    assert "two things at once" in found[0].notes[0]


def test_bytes_after_an_archive_are_a_member_too():
    found = walk(zipped(("inside.txt", b"x")) + b"and a tail")
    assert contents(found) == {"export.zip/inside.txt": b"x", "export.zip/(after the archive)": b"and a tail"}


def test_a_file_that_holds_an_archive_in_its_middle_is_not_cut_apart():
    data = b"SQLite format 3\0 page" + zipped(("inside.txt", b"x")) + b"next page"
    (part,) = walk(data, "phone.db")
    assert (part.path, part.whole()) == ("phone.db", data)
    assert "Inside this file stands a zip archive" in part.notes[0]


def test_memory_stays_flat_however_much_a_member_unfolds_to():
    data = zipped(("big.bin", bytes(48 << 20)))
    tracemalloc.start()
    try:
        (part,) = walk(data, ratio=2000)
        with part.open() as stream:
            counted = sum(len(chunk) for chunk in iter(lambda: stream.read(1 << 18), b""))
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert counted == part.size == 48 << 20
    assert peak < 4 << 20


def test_two_archives_glued_together_are_both_read():
    found = walk(zipped(("shown.txt", b"first")) + zipped(("hidden.txt", b"second")))
    assert sorted(contents(found).values()) == [b"first", b"second"]


def test_an_archive_inside_an_archive_is_read_to_a_depth():
    inner = zipped(("chat.txt", b"deep"))
    for _ in range(2):
        inner = zipped(("in.zip", inner))
    assert contents(walk(inner)) == {"export.zip/in.zip/in.zip/chat.txt": b"deep"}
    found = walk(zipped(("in.zip", inner)))
    assert contents(found) == {}
    assert "deeper than is opened" in refusals(found)["export.zip/in.zip/in.zip/in.zip"]


def test_bytes_the_archive_does_not_list_are_said():
    data = zipped(("a.txt", b"first"), ("gone.txt", b"removed"), ("z.txt", b"last"), method=zipfile.ZIP_STORED)
    start = data.index(b"PK\x01\x02")
    middle = data.index(b"PK\x01\x02", start + 1)
    last = data.index(b"PK\x01\x02", middle + 1)
    end = data.index(b"PK\x05\x06")
    directory = data[start:middle] + data[last:end]
    rebuilt = (
        data[:start] + directory + struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 2, 2, len(directory), start, 0)
    )
    found = walk(rebuilt)
    assert len(contents(found)) == 2
    assert "does not list" in refusals(found)["export.zip/(between the members)"]


def test_an_empty_archive_is_said():
    assert "empty" in refusals(walk(zipped()))["export.zip"]


def test_a_zip64_archive_is_read():
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open(zipfile.ZipInfo("big.txt"), "w", force_zip64=True) as member,
    ):
        member.write(b"large in name only")
    assert list(contents(walk(stream.getvalue())).values()) == [b"large in name only"]


def test_a_name_in_the_old_code_page_is_read():
    info = zipfile.ZipInfo("x.txt")
    data = _with_info(info, b"x").replace(b"x.txt", b"\x82.txt")
    assert list(contents(walk(data))) == ["export.zip/é.txt"]


@given(st.data())
def test_no_mutation_of_an_archive_raises_or_yields_more_than_was_there(data):
    good = data.draw(st.sampled_from([SAMPLE, zipped(("in.zip", SAMPLE)), streamed_zip(("a", b"b" * 500))]))
    raw = bytearray(good)
    for _ in range(data.draw(st.integers(1, 8))):
        raw[data.draw(st.integers(0, len(raw) - 1))] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(0, len(raw)))
    found = walk(bytes(raw[:cut]), total_bytes=1 << 20)
    assert found
    for part in found:
        if isinstance(part, Part):
            assert len(part.whole()) == part.size <= 1 << 20
        else:
            assert part.sentence.endswith(".")
            assert part.size >= 0


SAMPLE = zipped(("chat.txt", b"words " * 200), ("b.bin", zlib.compress(b"x" * 3000)), ("empty", b""))
