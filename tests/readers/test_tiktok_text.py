import pytest
from tests.readers.memory_member import MemoryMember
from tests.readers.metamorphic import bytes_by, read_all

from safelight.readers import tiktok_text
from safelight.readers.reader import ReadingHints, UnknownLayout
from safelight.readers.reading import recognise
from safelight.records.record import AtQuality, Direction, Doubt, Kind
from safelight.records.tally import Outcome

CHATS = b""">>> Chat History with fern.1::

2026-07-03 23:00:11 UTC maya_1: hello
there: you

2026-07-01 03:01:15 UTC fern.1: https://example.com/share/1

>>> Chat History with ivy:

2026-06-01 10:00:00 UTC maya_1: hi
"""


def test_chats_keep_their_names_senders_and_lines() -> None:
    hints = ReadingHints(owner_accounts=frozenset({"maya_1"}))
    (first, second, third), stretches = read_all(tiktok_text, CHATS, hints, "Mensajes.txt")
    assert (first.thread, first.sender, first.text) == ("fern.1", "maya_1", "hello\nthere: you")
    assert (first.at_text, first.at_quality) == ("2026-07-03 23:00:11 UTC", AtQuality.EXACT)
    assert (first.direction, second.direction) == (Direction.FROM_OWNER, Direction.TOWARDS_OWNER)
    assert (third.thread, third.text) == ("ivy", "hi")
    assert bytes_by(stretches, Outcome.READ) == len(CHATS)


def test_text_without_a_sender_is_failed_and_bytes_that_are_no_utf8_are_doubted() -> None:
    data = b"odd\n" + CHATS.replace(b"::\n\n", b"::\nno sender\n").replace(b"hi\n", b"h\xff\n")
    records, stretches = read_all(tiktok_text, data)
    assert (records[-1].text, records[-1].doubts) == ("h\\xff", (Doubt.NOT_UTF8,))
    assert bytes_by(stretches, Outcome.FAILED) == len(b"odd\n") + len(b"\nno sender\n")


@pytest.mark.parametrize(
    ("name", "relation"), [("Follower", "follower"), ("Following", "following"), ("Block List", "blocked")]
)
def test_people_are_told_apart_by_the_name_of_the_file(name: str, relation: str) -> None:
    blocks = (
        b"Date: 2024-01-02 03:04:05 UTC\r\nUsername: fern.1\r\n",
        b"Date: 2024-01-03 03:04:05 UTC\r\nUsername: ivy\r\n",
    )
    data = b"\xef\xbb\xbf" + b"\r\n".join(blocks)
    assert recognise(MemoryMember(f"Activity/{name}.txt", data))[0] is tiktok_text
    first, second = read_all(tiktok_text, data, path=f"Activity/{name}.txt")[0]
    assert (first.kind, first.recipients, first.extra["relation"]) == (Kind.CONTACT, ("fern.1",), relation)
    assert (second.at_text, second.recipients) == ("2024-01-03 03:04:05 UTC", ("ivy",))
    assert recognise(MemoryMember("people.txt", data))[0] is None


def test_searches_and_lines_that_are_no_pair() -> None:
    data = b"Date: 2024-01-02 03:04:05 UTC\nSearch Term: fern\nodd line\n\n"
    (record,) = read_all(tiktok_text, data)[0]
    assert (record.kind, record.text, record.extra["line"]) == (Kind.SEARCH, "fern", "odd line")


def test_other_text_is_refused_in_a_sentence() -> None:
    for other in (b"", b"Date: today\nNote: x\n", b"hello\n"):
        assert tiktok_text.recognise(MemoryMember("notes.txt", other)).score == 0
        with pytest.raises(UnknownLayout, match=r"\.$"):
            read_all(tiktok_text, other)
