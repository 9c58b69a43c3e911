"""Tar archives: every member, what cannot be one, and damage."""

import io
import tarfile
import tracemalloc
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safelight.readers.containers import Limits, Part, Unreadable, members_of
from safelight.readers.containers.naming import CLIMBS
from safelight.readers.containers.parts import Part as AnyPart

FORMATS = [tarfile.USTAR_FORMAT, tarfile.GNU_FORMAT, tarfile.PAX_FORMAT]


def tar_of(members: dict[str, bytes], form: int = tarfile.PAX_FORMAT) -> bytes:
    held = io.BytesIO()
    with tarfile.open(fileobj=held, mode="w", format=form) as archive:
        for name, content in members.items():
            told = tarfile.TarInfo(name)
            told.size = len(content)
            archive.addfile(told, io.BytesIO(content))
    return held.getvalue()


def walked(data: bytes, limits: Limits | None = None) -> list[Part | Unreadable]:
    return list(members_of(io.BytesIO(data), "phone.tar", limits))


def contents(data: bytes) -> dict[str, bytes]:
    return {part.path: part.whole() for part in walked(data) if isinstance(part, AnyPart)}


@pytest.mark.parametrize("form", FORMATS)
def test_every_member_comes_as_it_is(form: int) -> None:
    members = {"chat.txt": b"bring milk\n" * 100, "empty": b"", "a/b.txt": bytes(range(256)) * 9}
    data = tar_of(members, form)
    assert contents(data) == {f"phone.tar/{name}": content for name, content in members.items()}
    assert all(not found.notes for found in walked(data) if isinstance(found, AnyPart))


@pytest.mark.parametrize("form", [tarfile.GNU_FORMAT, tarfile.PAX_FORMAT])
def test_long_names_and_names_beyond_ascii_are_whole(form: int) -> None:
    names = ["d/" * 90 + "chat.txt", "Zoë" * 50, "x" * 300]
    assert list(contents(tar_of(dict.fromkeys(names, b"x"), form))) == [f"phone.tar/{name}" for name in names]


def test_links_devices_and_pipes_are_told_and_not_followed() -> None:
    held = io.BytesIO()
    with tarfile.open(fileobj=held, mode="w") as archive:
        for name, sort in (("sym", tarfile.SYMTYPE), ("hard", tarfile.LNKTYPE), ("fifo", tarfile.FIFOTYPE)):
            told = tarfile.TarInfo(name)
            told.type, told.linkname = sort, "/etc/passwd"
            archive.addfile(told)
        folder = tarfile.TarInfo("folder")
        folder.type = tarfile.DIRTYPE
        archive.addfile(folder)
    found = walked(held.getvalue())
    assert [one.path for one in found] == ["phone.tar/sym", "phone.tar/hard", "phone.tar/fifo"]
    assert all(isinstance(one, Unreadable) and "not followed" in one.sentence for one in found)


def test_names_that_climb_stay_text_and_the_same_name_twice_stays_two() -> None:
    first, again = (one for one in walked(tar_of({"../slip.txt": b"a"})[:1024] + tar_of({"../slip.txt": b"b"})))
    assert isinstance(first, AnyPart)
    assert isinstance(again, AnyPart)
    assert (first.path, again.path) == ("phone.tar/../slip.txt", "phone.tar/../slip.txt#2")
    assert (first.whole(), again.whole(), first.notes) == (b"a", b"b", (CLIMBS,))


def test_a_cut_archive_gives_what_is_there() -> None:
    data = tar_of({"a.txt": b"a" * 5000, "b.txt": b"b" * 5000})
    whole, part, lost = walked(data[: 512 + 5120 + 512 + 1000])
    assert isinstance(whole, AnyPart)
    assert isinstance(part, AnyPart)
    assert (whole.whole(), part.whole()) == (b"a" * 5000, b"b" * 1000)
    assert isinstance(lost, Unreadable)
    assert "ends in the middle" in lost.sentence


def test_behind_a_damaged_header_the_next_member_is_found() -> None:
    data = bytearray(tar_of({"a.txt": b"a" * 10, "b.txt": b"b" * 10, "c.txt": b"c" * 10}))
    data[1024 + 3] ^= 1
    found = walked(bytes(data))
    assert [one.path for one in found] == ["phone.tar/a.txt", "phone.tar/(damaged part)", "phone.tar/c.txt"]
    assert found[1].size == 1024


def test_bytes_behind_the_end_are_a_member_of_their_own() -> None:
    found = walked(tar_of({"a.txt": b"a"}) + b"something else")
    assert isinstance(found[-1], AnyPart)
    assert found[-1].whole() == b"something else"


def test_archives_inside_are_walked_both_ways() -> None:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("in.tar", tar_of({"chat.txt": b"deep"}))
    data = tar_of({"out.zip": held.getvalue()})
    assert contents(data) == {"phone.tar/out.zip/in.tar/chat.txt": b"deep"}


def test_archives_too_deep_inside_one_another_are_not_opened() -> None:
    data = b"x"
    for _ in range(5):
        data = tar_of({"in.tar": data})
    (found,) = walked(data)
    assert isinstance(found, Unreadable)
    assert "deeper than is opened" in found.sentence


def test_no_more_members_than_allowed() -> None:
    found = walked(tar_of({f"{number}.txt": b"x" for number in range(9)}), Limits(members=5))
    assert len(found) == 6
    assert isinstance(found[-1], Unreadable)
    assert "5 members that are opened" in found[-1].sentence


def test_a_member_that_claims_more_than_there_is_costs_nothing() -> None:
    told = tarfile.TarInfo("huge.txt")
    told.size = 1 << 40
    data = told.tobuf(tarfile.GNU_FORMAT) + b"short"
    tracemalloc.start()
    part, lost = walked(data)
    assert tracemalloc.get_traced_memory()[1] < 8 << 20
    tracemalloc.stop()
    assert (part.size, isinstance(lost, Unreadable)) == (5, True)


@given(st.integers(min_value=0, max_value=4000), st.binary(min_size=1, max_size=40))
def test_damage_anywhere_ends_in_members_or_sentences(place: int, patch: bytes) -> None:
    data = tar_of({"a.txt": b"a" * 700, "n" * 150: b"b" * 300})
    damaged = data[:place] + patch + data[place + len(patch) :]
    for found in members_of(io.BytesIO(damaged), "phone.tar"):
        if isinstance(found, AnyPart):
            assert len(found.whole()) == found.size
        else:
            assert found.sentence.endswith(".")


STRETCHES = ((0, b"begins"), (5000, b"goes on"), (9000, b""))
WHOLE = b"begins".ljust(5000, b"\0") + b"goes on".ljust(4000, b"\0")


def sparse_of_pax() -> bytes:
    told = tarfile.TarInfo("GNUSparseFile.1/x.db")
    told.pax_headers = {"GNU.sparse.major": "1", "GNU.sparse.minor": "0", "GNU.sparse.name": "x.db"}
    told.pax_headers["GNU.sparse.realsize"] = "9000"
    numbers = "".join(f"{start}\n{len(content)}\n" for start, content in STRETCHES)
    stored = f"3\n{numbers}".encode().ljust(512, b"\0") + b"".join(content for _, content in STRETCHES)
    told.size = len(stored)
    held = io.BytesIO()
    with tarfile.open(fileobj=held, mode="w", format=tarfile.PAX_FORMAT) as archive:
        archive.addfile(told, io.BytesIO(stored))
        after = tarfile.TarInfo("after.txt")
        archive.addfile(after)
    return held.getvalue()


def sparse_of_gnu() -> bytes:
    """The old header, its last two stretches in a block of their own."""
    fields = [f"{start:011o}\0{len(content):011o}\0".encode() for start, content in STRETCHES]
    stored = b"".join(content for _, content in STRETCHES)
    told = tarfile.TarInfo("x.db")
    told.size, told.type = len(stored), b"S"
    header = bytearray(told.tobuf(tarfile.GNU_FORMAT))
    header[386:410], header[482], header[483:495] = fields[0], 1, b"00000021450\0"
    header[148:156] = b" " * 8
    header[148:156] = f"{sum(header):06o}\0 ".encode()
    more = b"".join(fields[1:]).ljust(512, b"\0")
    return bytes(header) + more + stored.ljust(512, b"\0") + tar_of({"after.txt": b""})


@pytest.mark.parametrize("data", [sparse_of_pax(), sparse_of_gnu()], ids=["pax", "gnu"])
def test_a_sparse_file_gets_its_empty_stretches_back(data: bytes) -> None:
    assert contents(data) == {"phone.tar/x.db": WHOLE, "phone.tar/after.txt": b""}


def test_a_sparse_file_that_is_cut_is_not_filled_up_with_noughts() -> None:
    data = sparse_of_gnu()
    (found,) = walked(data[: 1024 + 8])
    assert isinstance(found, Unreadable)
    assert "damaged" in found.sentence


def test_a_sparse_file_that_would_fill_a_disk_is_not_filled() -> None:
    data = sparse_of_pax().replace(b"GNU.sparse.realsize=9000", b"GNU.sparse.realsize=" + b"9" * 4)
    assert len(contents(data)["phone.tar/x.db"]) == 9999
    told = tarfile.TarInfo("x.db")
    told.pax_headers = {"GNU.sparse.map": "0,1", "GNU.sparse.size": "9" * 15}
    told.size = 1
    held = io.BytesIO()
    with tarfile.open(fileobj=held, mode="w", format=tarfile.PAX_FORMAT) as archive:
        archive.addfile(told, io.BytesIO(b"x"))
    (found,) = walked(held.getvalue())
    assert isinstance(found, Unreadable)
    assert "more than is safe to fill" in found.sentence
