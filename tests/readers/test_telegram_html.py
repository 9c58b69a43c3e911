from pathlib import Path

import pytest
from tests.readers.made_exports import telegram_page
from tests.readers.memory_member import MemoryMember
from tests.readers.metamorphic import bytes_by, read_all

from safelight.readers import telegram_html
from safelight.readers.reader import ReadingHints
from safelight.records.record import AtQuality, Direction, Doubt, Kind, Record
from safelight.records.tally import Outcome

JOINED = b'clearfix joined"'


def page(*messages: str) -> bytes:
    return telegram_page([]).replace(
        b"</div></div></div></body>", "".join(messages).encode() + b"</div></div></div></body>"
    )


def message(inner: str, classes: str = "message default clearfix", identity: str = "7") -> str:
    return f'<div class="{classes}" id="message{identity}"><div class="body">{inner}</div></div>\n'


def records_of(data: bytes, hints: ReadingHints | None = None) -> list[Record]:
    return read_all(telegram_html, data, hints or ReadingHints())[0]


@pytest.mark.shared
def test_a_real_page_is_read_whole(shared: Path) -> None:
    data = (shared / "fixtures/telegram_html/messages.html").read_bytes()
    assert telegram_html.recognise(MemoryMember("messages.html", data)).score > 90
    records, stretches = read_all(telegram_html, data)
    assert len(records) == 4
    assert bytes_by(stretches, Outcome.READ) == len(data)
    assert [record.sender for record in records] == [
        "Jimmeny Marvelton",
        "Batman & Robin",
        "Jimmeny Marvelton",
        "Jimmeny Marvelton",
    ]
    assert all(record.at_quality is AtQuality.EXACT for record in records)
    assert {record.thread for record in records} == {"Jimmeny Marvelton"}


def test_a_joined_message_has_the_name_above_and_says_so() -> None:
    data = telegram_page(["one", "two"])
    head, _, tail = data.rpartition(b'clearfix"')
    start, end = (tail.index(mark) for mark in (b'<div class="from_name">', b'<div class="text">'))
    first, second = records_of(head + JOINED + tail[:start] + tail[end:])
    assert first.sender == second.sender == "Fern"
    assert "sender" not in first.extra
    assert second.extra["sender"].startswith("Joined")


def test_a_joined_message_with_nothing_above_has_no_sender() -> None:
    (record,) = records_of(page(message('<div class="text">hi</div>', "message default clearfix joined")))
    assert record.sender is None
    assert Doubt.SENDER_MISSING in record.doubts


def test_forwarded_words_are_sent_by_who_forwarded_them() -> None:
    forwarded = '<div class="forwarded body"><div class="from_name">Ash</div><div class="text">theirs</div></div>'
    own = '<div class="from_name">Fern</div>'
    first, second = records_of(
        page(message(own + forwarded), message(forwarded, "message default clearfix joined"))
    )
    assert [(r.sender, r.text, r.extra["forwarded_from"]) for r in (first, second)] == [
        ("Fern", "theirs", "Ash")
    ] * 2


def test_replies_files_and_line_ends() -> None:
    inner = (
        '<div class="from_name">Fern</div><div class="reply_to details">In reply to '
        '<a href="#go_to_message5">this message</a></div><div class="media_wrap clearfix">'
        '<a class="photo_wrap clearfix pull_left" href="photos/photo_1.jpg"></a></div>'
        '<div class="text">one<br>two  &lt;3 <a href="">x</a></div>'
    )
    (record,) = records_of(page(message(inner)))
    assert (record.reply_to, record.attachments, record.text) == ("5", ("photos/photo_1.jpg",), "one\ntwo  <3 x")


def test_service_lines_are_notices_and_days_are_frame() -> None:
    day = '<div class="message service" id="message-1"><div class="body details">23 August 2023</div></div>'
    pinned = '<div class="message service" id="message9"><div class="body details">Fern pinned this</div></div>'
    (record,) = records_of(page(day, pinned))
    assert (record.kind, record.sender, record.text) == (Kind.NOTICE, None, "Fern pinned this")


def test_a_time_without_a_zone_is_assumed() -> None:
    dated = '<div class="pull_right date details" title="23.08.2019 13:11:23">13:11</div>'
    (record,) = records_of(page(message(dated)))
    assert record.at_quality is AtQuality.ZONE_ASSUMED
    assert record.text is None


def test_directions_need_an_owner_who_wrote_here() -> None:
    def direction(owner: str) -> Direction:
        return records_of(telegram_page(["a"]), ReadingHints(owner_accounts=frozenset({owner})))[0].direction

    assert direction("Fern") is Direction.FROM_OWNER
    assert direction("Maya") is Direction.UNKNOWN


def test_deep_nesting_and_endless_tags_end_in_good_time() -> None:
    for inner in ("<div>" * 50_000, "<" * 100_000, '<div class="text">' * 20_000, '<div class="message default'):
        data = telegram_page(["a"]) + message(inner).encode()
        assert len(records_of(data)) >= 1
