"""E-mail and mailboxes: one record a mail, its sender as written, its words as sent, its bytes exactly."""

import base64
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.readers.memory_member import MemoryMember

from safelight.readers import email_message, mailbox
from safelight.readers.mail.html_words import text_of_html
from safelight.readers.reader import ReadingHints
from safelight.records.moment import to_micros
from safelight.records.record import AtQuality, Direction, Doubt
from safelight.records.tally import Outcome, TallyBook

HEADER = (
    b"From: Amy <amy@example.org>\r\nTo: ben@example.org, Cath <cath@example.org>\r\nSubject: hello\r\n"
    b"Date: Tue, 29 Jul 2025 12:42:06 +0100\r\nMessage-ID: <1@example.org>\r\n"
)
JULY = to_micros(datetime(2025, 7, 29, 11, 42, 6, tzinfo=UTC))


def read(reader, data, **hints):
    book = TallyBook()
    records = list(reader.read(MemoryMember("mail", data), ReadingHints(**hints), book))
    stretches = book.close(len(data))
    assert sum(stretch.length for stretch in stretches) == len(data)
    return records, stretches


def mail(data, **hints):
    ((record,), stretches) = read(email_message, data, **hints)
    assert (record.offset, record.length) == (0, len(data))
    assert [stretch.outcome for stretch in stretches] == [Outcome.READ]
    return record


@pytest.mark.shared
def test_every_real_mail_is_recognised_and_read(shared):
    files = sorted((shared / "fixtures" / "email_eml").iterdir())
    assert len(files) == 21
    for file in files:
        data = file.read_bytes()
        assert email_message.recognise(MemoryMember(file.name, data)).score >= 85
        record = mail(data)
        assert record.sender
        assert "@" in record.thread
        assert record.text or record.attachments


@pytest.mark.shared
def test_a_real_mailbox_gives_its_mail(shared):
    data = (shared / "fixtures" / "email_mbox" / "plan.mbox").read_bytes()
    assert mailbox.recognise(MemoryMember("plan.mbox", data)).score > 90
    ((record,), _) = read(mailbox, data)
    assert (record.offset, record.length, record.at_quality) == (0, len(data), AtQuality.EXACT)
    assert record.extra["authentication-results"]


def test_a_plain_mail():
    record = mail(HEADER + b"\r\nGood morning\r\n")
    assert (record.at, record.at_quality) == (JULY, AtQuality.EXACT)
    assert (record.sender, record.recipients) == ("amy@example.org", ("ben@example.org", "cath@example.org"))
    assert record.thread == "amy@example.org, ben@example.org, cath@example.org"
    assert record.text == "Good morning\r\n"
    assert record.extra["subject"] == "hello"
    assert record.direction is Direction.UNKNOWN


@pytest.mark.parametrize(
    ("owner", "direction"),
    [
        ("AMY@example.org", Direction.FROM_OWNER),
        ("cath@example.org", Direction.TOWARDS_OWNER),
        ("x@y", Direction.UNKNOWN),
    ],
)
def test_direction_comes_from_the_owner_officers_named(owner, direction):
    assert mail(HEADER + b"\r\nhi", owner_accounts=frozenset({owner})).direction is direction


@pytest.mark.parametrize(
    ("date", "quality", "at"),
    [
        (b"Tue, 29 Jul 2025 11:42:06 GMT", AtQuality.EXACT, JULY),
        (b"29 Jul 2025 06:42:06 -0500 (CDT)", AtQuality.EXACT, JULY),
        (b"2025-07-29T11:42:06.000Z", AtQuality.EXACT, JULY),
        (b"Tue, 29 Jul 2025 11:42:06", AtQuality.ZONE_ASSUMED, JULY),
        (b"Thu, 32 Foo 99999 99:99:99 +9999", AtQuality.MISSING, None),
        (b"Thu, 31 Feb 2025 10:00:00 +0000", AtQuality.MISSING, None),
        (b"INVALID", AtQuality.MISSING, None),
    ],
)
def test_dates(date, quality, at):
    record = mail(b"From: a@b\r\nTo: c@d\r\nDate: " + date + b"\r\n\r\nx")
    assert (record.at_quality, record.at, record.at_text) == (quality, at, date.decode())


def test_the_received_line_is_a_second_clock():
    received = b"Received: from x by y;\r\n Fri, 1 Aug 2025 09:00:00 +0000\r\nReceived: from z; old\r\n"
    record = mail(received + HEADER + b"\r\nhi")
    assert record.extra["received_at"] == "Fri, 1 Aug 2025 09:00:00 +0000"
    assert "more than a day apart" in record.extra["clocks"]


@pytest.mark.parametrize(
    ("declared", "body", "text", "doubts"),
    [
        (b"utf-8", "café".encode(), "café", ()),
        (b"iso-8859-1", "café".encode("latin-1"), "café", ()),
        (b"us-ascii", "café".encode(), "café", ()),
        (b"no-such-charset", "café".encode(), "café", ()),
        (b"utf-8", b"caf\xe9", "café", (Doubt.NOT_UTF8,)),
        (b"unicode_escape", b"\\u0041", "\\u0041", ()),
    ],
)
def test_charsets(declared, body, text, doubts):
    record = mail(HEADER + b"Content-Type: text/plain; charset=" + declared + b"\r\n\r\n" + body)
    assert (record.text, record.doubts) == (text, doubts)


def test_transfer_encodings_of_a_simple_mail():
    kind = HEADER + b"Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: "
    assert mail(kind + b"quoted-printable\r\n\r\ncaf=C3=A9 =\r\nau lait").text == "café au lait"
    assert mail(kind + b"base64\r\n\r\n" + base64.encodebytes("café".encode())).text == "café"


def parts(*bodies):
    inner = b"".join(b"--b\r\n" + body + b"\r\n" for body in bodies)
    return (
        HEADER + b'MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary="b"\r\n\r\n' + inner + b"--b--\r\n"
    )


def test_parts_attachments_and_a_mail_inside_the_mail():
    record = mail(
        parts(
            b"Content-Type: text/plain\r\n\r\nSee these",
            b"Content-Type: image/jpeg\r\nContent-Disposition: attachment; "
            b'filename="=?utf-8?Q?f=C3=A9?=.jpg"\r\n\r\nx',
            b"Content-Type: message/rfc822\r\n\r\nFrom: other@example.org\r\n\r\nnot read as this mail",
        )
    )
    assert record.text == "See these"
    assert record.attachments == ("fé.jpg", "message/rfc822")
    assert record.extra["attachment_parts"] == "2, 3"


def test_html_becomes_text_and_nothing_in_it_runs():
    html = b"<p>I <b>know</b> where<br>you live</p><script>document.title='RAN'</script><img src=http://127.0.0.1:9/x>"
    record = mail(HEADER + b"Content-Type: text/html\r\n\r\n" + html)
    assert record.text == "I know where\nyou live"
    assert record.extra["text_from"] == "html"


@pytest.mark.parametrize("page", ["<div>" * 50_000 + "end", "<!--" * 50_000, "<a " * 50_000, "<script>" * 50_000])
def test_html_made_to_be_slow_is_not(page):
    assert len(text_of_html(page)) <= 3


def test_names_are_decoded_and_both_names_of_a_spoof_are_kept():
    record = mail(
        b'From: "security@bank.example" <x@evil.example>\r\n'
        b"Subject: =?utf-8?B?w6k=?= =?utf-8?q?_x=C3?= =?utf-8?Q?=A9?=\r\n\r\n."
    )
    assert record.sender == "x@evil.example"
    assert record.extra["from"] == '"security@bank.example" <x@evil.example>'
    assert record.extra["subject"] == "é xé"


def test_a_line_break_hidden_in_a_subject_cannot_become_a_header():
    subject = base64.b64encode(b"x\r\nBcc: evil@example.org")
    record = mail(b"From: a@b\r\nTo: c@d\r\nSubject: =?utf-8?B?" + subject + b"?=\r\n\r\nhi")
    assert record.extra["subject"] == "x␍␊Bcc: evil@example.org"
    assert record.doubts == (Doubt.HIDDEN_CHARACTERS,)


def test_two_senders_are_a_doubt_and_none_is_one_too():
    assert mail(b"From: a@b\r\nFrom: c@d\r\nTo: e@f\r\n\r\nx").doubts == (Doubt.SENDER_UNCERTAIN,)
    record = mail(b"To: e@f\r\nDate: x\r\n\r\nx")
    assert (record.sender, record.doubts) == (None, (Doubt.SENDER_MISSING,))


def test_a_mail_with_too_many_nested_parts_keeps_its_body():
    nested = b"".join(b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (n, n) for n in range(500))
    record = mail(HEADER + nested + b"\r\ninnermost words")
    assert "innermost words" in record.text
    assert "too many" in record.extra["trouble"]


def test_a_mail_saved_as_utf_16_is_read():
    record = mail((HEADER + b"\r\nHello").decode().encode("utf-16"))
    assert (record.sender, record.text) == ("amy@example.org", "Hello")


ENVELOPE = b"From 1234@xxx Tue Feb 21 10:04:06 +0000 2017\n"


def in_box(*bodies):
    return b"".join(ENVELOPE + HEADER.replace(b"\r\n", b"\n") + b"\n" + body + b"\n\n" for body in bodies)


@pytest.mark.parametrize("reader", [email_message, mailbox])
def test_an_empty_file_holds_no_mail(reader):
    assert read(reader, b"") == ([], ())


def test_a_mailbox_is_split_exactly():
    data = in_box(b"one\n>From quoted\nFrom now on nothing\n\nFrom fake mbox line", b"two", b"three")
    records, stretches = read(mailbox, data)
    assert len(records) == 3
    assert b"".join(data[r.offset : r.offset + r.length] for r in records) == data
    assert all(data[r.offset :].startswith(ENVELOPE) for r in records)
    assert records[0].text.startswith("one\n>From quoted\nFrom now on nothing\n\nFrom fake mbox line")
    assert [stretch.outcome for stretch in stretches] == [Outcome.READ]


def test_a_mail_without_a_mails_header_is_held_against_it():
    data = in_box(b"look:\n\n" + ENVELOPE + b"x: not a header anybody sends\n\nwords")
    records, _ = read(mailbox, data)
    assert [Doubt.HEADER_IN_BODY in record.doubts for record in records] == [False, True]


def test_the_mailbox_twice_gives_the_mails_twice_and_shuffled_ones_are_the_same():
    bodies = [b"number %d" % n for n in range(5)]
    once, twice, shuffled = (
        [r.text.strip() for r in read(mailbox, in_box(*b))[0]] for b in (bodies, bodies * 2, bodies[::-1])
    )
    assert twice == once * 2
    assert sorted(shuffled) == sorted(once)
    assert len(read(mailbox, in_box(*bodies, b"one more"))[0]) == 6


@pytest.mark.parametrize("length", [(1 << 20) - 700, (1 << 20) - 400, (1 << 20) - 250, 1 << 20, (1 << 20) + 3])
def test_a_mail_that_straddles_the_reading_is_found(length):
    records, _ = read(mailbox, in_box(b"x" * length, b"second", b"third"))
    assert [record.text for record in records[1:]] == ["second\n", "third\n"]


@given(st.data())
def test_no_mutation_of_a_mailbox_raises_or_loses_a_byte(data):
    raw = bytearray(in_box(b"one", b"=?utf-8?q?=C3=A9?= two") + parts(b"Content-Type: text/html\r\n\r\n<b>x</b>"))
    for _ in range(data.draw(st.integers(1, 6))):
        raw[data.draw(st.integers(0, len(raw) - 1))] = data.draw(st.sampled_from(b'\r\n\x00\xff:;=?<>"( F'))
    cut = data.draw(st.integers(0, len(raw)))
    for reader in (mailbox, email_message):
        for record in read(reader, bytes(raw[:cut]))[0]:
            assert 0 <= record.offset <= record.offset + record.length <= cut


def test_chats_and_other_files_are_no_mail():
    for data in (
        b"[01/01/2026, 10:00:00] From: hi\n",
        b"From here on\nTo: x\n",
        b"",
        b"\x00" * 300,
        b"Subject: x\n\nhello",
    ):
        assert email_message.recognise(MemoryMember("x.eml", data)).score == 0
        assert mailbox.recognise(MemoryMember("x.mbox", data)).score == 0
