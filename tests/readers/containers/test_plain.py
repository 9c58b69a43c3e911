"""Plain files, archives of kinds not opened, and folders."""

import io
import os

import pytest

from safelight.readers.containers import Part, Unreadable, files_under, members_of
from safelight.readers.member import WHOLE_MEMBER_LIMIT_BYTES, MemberTooLarge


def test_a_plain_file_is_one_member_of_its_own_name():
    (part,) = members_of(io.BytesIO(b"hello"), "chat.txt")
    assert (part.path, part.size, part.head, part.whole(), part.notes) == ("chat.txt", 5, b"hello", b"hello", ())


def test_an_empty_file_is_a_member_of_no_bytes():
    (part,) = members_of(io.BytesIO(), "empty.txt")
    assert (part.size, part.whole()) == (0, b"")


class ZerosThatCount(io.RawIOBase):
    """Two gigabytes of zeros that were never written, and how many of them anybody read."""

    size = 2 << 30

    def __init__(self):
        self.place = 0
        self.bytes_read = 0

    def seek(self, offset, whence=io.SEEK_SET):
        self.place = offset + {0: 0, 1: self.place, 2: self.size}[whence]
        return self.place

    def read(self, length=-1):
        length = min(length, self.size - self.place)
        self.place += length
        self.bytes_read += length
        return bytes(length)


def test_a_file_of_two_gigabytes_costs_its_head_and_its_tail():
    zeros = ZerosThatCount()
    (part,) = members_of(zeros, "disk.img")
    assert (part.size, part.head) == (2 << 30, bytes(65_536))
    assert zeros.bytes_read < 1 << 20
    assert part.size > WHOLE_MEMBER_LIMIT_BYTES
    with pytest.raises(MemberTooLarge, match="sealed as it is"):
        part.whole()


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"\x28\xb5\x2f\xfd", "zstd"),
        (b"Rar!\x1a\x07\x01\0", "RAR"),
        (b"7z\xbc\xaf\x27\x1c", "7-Zip"),
    ],
)
def test_other_archives_are_listed_with_a_way_forward(data, kind):
    (found,) = members_of(io.BytesIO(data), "archive")
    assert isinstance(found, Unreadable)
    assert found.size == len(data)
    assert kind in found.sentence
    assert "hand in the files" in found.sentence


def test_text_that_only_mentions_an_archive_stays_text():
    data = b"Amy: open it with PK\x05\x06 or ustar\n" * 20
    (part,) = members_of(io.BytesIO(data), "chat.txt")
    assert isinstance(part, Part)
    assert part.whole() == data


def test_a_folder_gives_regular_files_in_order_and_follows_no_link(tmp_path):
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "2.txt").write_text("x")
    (tmp_path / "a.txt").write_text("x")
    (tmp_path / "link.txt").symlink_to("/etc/hostname")
    (tmp_path / "loop").symlink_to(tmp_path)
    os.mkfifo(tmp_path / "pipe")
    assert [path.relative_to(tmp_path).as_posix() for path in files_under(tmp_path)] == ["a.txt", "b/2.txt"]
    assert list(files_under(tmp_path / "a.txt")) == [tmp_path / "a.txt"]
