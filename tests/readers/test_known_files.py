"""Files on the force's list: met before anything is decoded, sealed, said in a sentence, and never opened."""

import hashlib
import io
import zipfile
from pathlib import Path

import pytest

from safelight.readers import reading as reading_module
from safelight.readers.pictures.known import HELD_BACK, KnownFiles, WrongList, list_in
from safelight.readers.reader import ReadingHints
from safelight.readers.reading import Reading

PICTURE = (Path(__file__).parent / "screens" / "gradient.png").read_bytes()
CHAT = b"01/03/2026, 21:05 - Sam: photo.png (file attached)\n01/03/2026, 21:06 - Mia: what is this\n"


def archive(**files: bytes) -> io.BytesIO:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as writing:
        for name, data in files.items():
            writing.writestr(name.replace("_", "."), data)
    packed.seek(0)
    return packed


def listed(data: bytes, digest: str) -> ReadingHints:
    return ReadingHints(known_files=KnownFiles(frozenset({hashlib.new(digest, data).hexdigest()})))


@pytest.mark.parametrize("digest", ["sha256", "sha1", "md5"])
def test_a_file_on_the_list_is_never_offered_to_a_reader(digest, monkeypatch):
    offered = []
    monkeypatch.setattr(
        reading_module, "recognise", lambda member: offered.append(member.path) or pytest.fail("opened")
    )
    reading = Reading(io.BytesIO(PICTURE), "Screenshot.png", listed(PICTURE, digest))
    assert not list(reading.records())
    (member,) = reading.tally.members
    assert (member.reader, member.records, member.reasons) == ("", 0, (HELD_BACK,))
    assert [(stretch.outcome, stretch.length) for stretch in member.stretches] == [("skipped", len(PICTURE))]
    assert not offered


def test_the_rest_of_the_exhibit_is_read_and_an_attached_match_keeps_its_sentence():
    packed = archive(chat_txt=CHAT, photo_png=PICTURE)
    reading = Reading(packed, "phone.zip", listed(PICTURE, "sha256"))
    assert len(list(reading.records())) == 2
    assert [member.reasons[0] == HELD_BACK for member in reading.tally.members] == [False, True]


def test_an_attached_picture_is_left_unopened_wherever_it_stands_in_the_archive():
    for files in ({"chat_txt": CHAT, "photo_png": PICTURE}, {"photo_png": PICTURE, "chat_txt": CHAT}):
        reading = Reading(archive(**files), "phone.zip", ReadingHints())
        assert {record.member for record in reading.records()} == {"phone.zip/chat.txt"}
        assert [member.member.partition("/")[2] for member in reading.tally.members] == [
            name.replace("_", ".") for name in files
        ]
        photo = next(member for member in reading.tally.members if member.member.endswith("png"))
        assert "left unopened on purpose" in photo.reasons[0]


def test_a_picture_that_no_message_attached_is_read():
    reading = Reading(archive(chat_txt=CHAT, other_png=PICTURE), "phone.zip", ReadingHints())
    members = {record.member for record in reading.records()}
    assert members == {"phone.zip/chat.txt", "phone.zip/other.png"}


def test_a_list_is_digests_one_a_line(tmp_path):
    path = tmp_path / "list.txt"
    path.write_text("# made for a test\n" + "A" * 64 + "\n\n" + "b" * 40 + "\n" + "c" * 32 + "\n")
    assert list_in(path).digests == {"a" * 64, "b" * 40, "c" * 32}


def test_a_list_that_is_not_understood_is_not_used_in_part(tmp_path):
    path = tmp_path / "list.txt"
    path.write_text("a" * 64 + "\nnot a digest\n")
    with pytest.raises(WrongList, match=r"Line 2 .* is no SHA-256, SHA-1 or MD5"):
        list_in(path)
    with pytest.raises(WrongList, match="cannot be read"):
        list_in(tmp_path / "missing.txt")
