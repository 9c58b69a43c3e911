from tests.readers.made_exports import reddit
from tests.readers.memory_member import MemoryMember
from tests.readers.metamorphic import read_all

from safelight.readers import reddit_csv
from safelight.readers.reader import ReadingHints
from safelight.records.record import AtQuality, Direction, Doubt, Kind


def test_a_private_message_keeps_both_sides_and_its_subject() -> None:
    hints = ReadingHints(owner_accounts=frozenset({"maya-1"}))
    (record,) = read_all(reddit_csv, reddit(["I found you,\r\nhere"]), hints)[0]
    assert (record.sender, record.recipients, record.direction) == ("fern-1", ("maya-1",), Direction.TOWARDS_OWNER)
    assert (record.text, record.extra["subject"]) == ("I found you,\r\nhere", "Hi")
    assert record.at_quality is AtQuality.EXACT


def test_headers_have_no_words_and_say_so() -> None:
    data = b"id,permalink,thread_id,date,ip,from,to\n1,p,t,2021-02-03 04:05:06 UTC,192.0.2.7,,maya-1\n"
    (record,) = read_all(reddit_csv, data)[0]
    assert record.text is None
    assert record.sender is None
    assert Doubt.SENDER_MISSING in record.doubts
    assert record.extra["ip"] == "192.0.2.7"


def test_addresses_are_sign_ins() -> None:
    data = b"date,ip\nregistration ip,192.0.2.1\n2021-02-03 04:05:06 UTC,192.0.2.7\n"
    assert reddit_csv.recognise(MemoryMember("ip_logs.csv", data)).score > 50
    made, used = read_all(reddit_csv, data)[0]
    assert (made.kind, made.at_quality, made.at_text) == (Kind.SIGN_IN, AtQuality.MISSING, "registration ip")
    assert (used.extra["ip"], used.at_quality) == ("192.0.2.7", AtQuality.EXACT)
