"""SMS Backup & Restore: every element a record with its exact bytes, whatever state the XML is in."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.readers.memory_member import MemoryMember

from safelight.readers import sms_backup_xml
from safelight.readers.reader import ReadingHints, UnknownLayout
from safelight.readers.sms_backup import elements, mending
from safelight.records.record import AtQuality, Direction, Doubt, Kind, State
from safelight.records.tally import Outcome, TallyBook

HEAD = b"<?xml version='1.0' encoding='UTF-8' standalone='yes' ?>\n"


def read(data):
    book = TallyBook()
    records = list(sms_backup_xml.read(MemoryMember("backup.xml", data), ReadingHints(), book))
    stretches = book.close(len(data))
    assert sum(stretch.length for stretch in stretches) == len(data)
    return records, stretches


def backup(*elements, root="smses"):
    inner = b"".join(b"  " + element + b"\n" for element in elements)
    return HEAD + f"<{root} count='{len(elements)}'>\n".encode() + inner + f"</{root}>\n".encode()


def sms(body=b"hello", kind=b"1", date=b"1373929642000", address=b"+447700900001", more=b""):
    return b'<sms address="%b" date="%b" type="%b" body="%b" contact_name="null" %b/>' % (
        address,
        date,
        kind,
        body,
        more,
    )


def failed(stretches):
    return [stretch for stretch in stretches if stretch.outcome is Outcome.FAILED]


@pytest.mark.shared
@pytest.mark.parametrize(
    ("name", "kinds"),
    [("calls.xml", {Kind.CALL: 16}), ("sms-test.xml", {Kind.MESSAGE: 15})],
)
def test_real_backups_give_every_element(shared, name, kinds):
    data = (shared / "fixtures" / "sms_backup_restore_xml" / name).read_bytes()
    records, stretches = read(data)
    assert {kind: sum(r.kind is kind for r in records) for kind in kinds} == kinds
    assert len(records) == sum(kinds.values())
    assert failed(stretches) == []
    for record in records:
        raw = data[record.offset : record.offset + record.length]
        assert re.match(rb"<(sms|mms|call)\s", raw)
        assert raw.endswith((b"/>", b"</mms>"))


@pytest.mark.shared
def test_a_real_group_message_names_its_sender_and_everybody_in_it(shared):
    records, _ = read((shared / "fixtures/sms_backup_restore_xml/sms-test.xml").read_bytes())
    group = records[-1]
    assert (group.sender, len(group.recipients), group.thread.count("~")) == ("+15555550005", 4, 3)
    assert group.text == "And only let in two."
    assert [record.attachments for record in records if record.attachments] == [("duck.png",)]


@pytest.mark.parametrize(
    ("kind", "direction", "state", "sender"),
    [
        (b"1", Direction.TOWARDS_OWNER, State.SENT, "+447700900001"),
        (b"2", Direction.FROM_OWNER, State.SENT, None),
        (b"3", Direction.FROM_OWNER, State.DRAFT, None),
        (b"5", Direction.FROM_OWNER, State.FAILED, None),
        (b"9", Direction.UNKNOWN, State.SENT, None),
    ],
)
def test_the_box_gives_direction_and_state_and_the_owner_is_never_named(kind, direction, state, sender):
    ((record,), _) = read(backup(sms(kind=kind)))
    assert (record.direction, record.state, record.sender) == (direction, state, sender)
    assert record.thread == "+447700900001"
    assert "contact_name" not in record.extra


@pytest.mark.parametrize(
    ("kind", "direction", "state"),
    [(b"1", Direction.TOWARDS_OWNER, State.SENT), (b"2", Direction.FROM_OWNER, State.SENT),
     (b"3", Direction.TOWARDS_OWNER, State.MISSED), (b"5", Direction.TOWARDS_OWNER, State.MISSED)],
)  # fmt: skip
def test_calls(kind, direction, state):
    call = b'<call number="5555550001" duration="43" date="1411053850787" type="%b" presentation="1" />' % kind
    ((record,), _) = read(backup(call, root="calls"))
    assert (record.kind, record.direction, record.state) == (Kind.CALL, direction, state)
    assert record.extra["duration_seconds"] == "43"


def test_a_withheld_number_is_no_sender():
    ((record,), _) = read(backup(b'<call number="-2" duration="0" date="1411053850787" type="3" />', root="calls"))
    assert record.sender is None
    assert Doubt.SENDER_MISSING in record.doubts


def test_emoji_written_as_two_references_are_one_character_and_offsets_stay_true():
    data = backup(sms(b"a&#55357;&#56832;b &#xD83D;&#xDE00;"), sms(b"after"))
    records, stretches = read(data)
    assert [record.text for record in records] == ["a😀b 😀", "after"]
    assert records[0].doubts == ()
    assert data[records[1].offset : records[1].offset + records[1].length] == sms(b"after")
    assert failed(stretches) == []


@pytest.mark.parametrize("encoding", [b"no-such", b"hex", b"shift_jis", b"utf-8 "])
def test_an_encoding_that_cannot_be_used_is_damage(encoding):
    data = backup(sms(b"one"), sms(b"two")).replace(b"UTF-8", encoding)
    records, stretches = read(data)
    assert [record.text for record in records] in (["one", "two"], ["two"])
    assert failed(stretches)


def test_many_instructions_before_the_root_are_passed_over_once():
    before = b"<?xml version='1.0'?>" + b"<?a b?><!-- c -->\n" * 1000
    assert sms_backup_xml.recognise(MemoryMember("sms.xml", before + b"<smses/>")).score >= 90
    assert sms_backup_xml.recognise(MemoryMember("sms.xml", before + b"<other/>")).score == 0


@pytest.mark.parametrize(
    ("body", "text", "doubt"),
    [
        (b"a&#0;b", "a\0b", Doubt.HIDDEN_CHARACTERS),
        (b"a&#x11;b&#10;c", "a\x11b\nc", Doubt.HIDDEN_CHARACTERS),
        (b"a&#" + b"0" * 6000 + b"1;b", "a\x01b", Doubt.HIDDEN_CHARACTERS),
        (b"a\x01b", "a\x01b", Doubt.HIDDEN_CHARACTERS),
        (b"a&#127;\x7fb", "a\x7f\x7fb", Doubt.HIDDEN_CHARACTERS),
        (b"a&#55357;b", "a\N{REPLACEMENT CHARACTER}b", Doubt.LONE_SURROGATE),
        (b"a\xff\xfe\xc3\xa9b", "a\N{REPLACEMENT CHARACTER}\N{REPLACEMENT CHARACTER}éb", Doubt.NOT_UTF8),
        (b"a&#99999999;b", "a\N{REPLACEMENT CHARACTER}b", Doubt.HIDDEN_CHARACTERS),
    ],
)
def test_characters_that_xml_does_not_allow_are_kept_and_said(body, text, doubt):
    data = backup(sms(b"before"), sms(body), sms(b"after"))
    records, stretches = read(data)
    assert [record.text for record in records] == ["before", text, "after"]
    assert records[1].doubts == (doubt,)
    assert records[1].extra["as_written"]
    assert records[0].doubts == records[2].doubts == ()
    assert failed(stretches) == []


def test_a_message_that_looks_like_a_chat_stays_one_message():
    ((record,), _) = read(backup(sms(b"hi&#10;[01/01/2026, 10:00:00] Victim: I am lying")))
    assert record.text == "hi\n[01/01/2026, 10:00:00] Victim: I am lying"


@pytest.mark.parametrize(
    ("date", "micros", "quality"),
    [
        (b"1373929642123", 1373929642123000, AtQuality.EXACT),
        (b"1373929642", 1373929642000000, AtQuality.EXACT),
        (b"-99999999999999", None, AtQuality.MISSING),
        (b"0", None, AtQuality.MISSING),
        (b"9" * 60, None, AtQuality.MISSING),
        (b"null", None, AtQuality.MISSING),
    ],
)
def test_dates_by_their_size(date, micros, quality):
    ((record,), _) = read(backup(sms(date=date)))
    assert (record.at, record.at_quality, record.at_text) == (micros, quality, date.decode())


@pytest.mark.parametrize(
    ("readable", "differs"), [(b"Jul 15, 2013 7:07:22 PM", False), (b"Jul 25, 2013 7:07:22 PM", True)]
)
def test_the_readable_date_is_a_second_clock(readable, differs):
    ((record,), _) = read(backup(sms(more=b'readable_date="%b" ' % readable)))
    assert ("clocks" in record.extra) is differs


@pytest.mark.parametrize("size", [10, 5000, 3 << 20])
def test_attached_media_is_passed_over_and_offsets_stay_true(size):
    part = b'<part seq="0" ct="image/jpeg" name="null" cl="photo.jpg" data="%b" />' % (b"QUJD" * size)
    mms = b'<mms date="1414936528000" msg_box="1" address="+447700900001"><parts>%b</parts></mms>' % part
    data = backup(sms(b"before"), mms, mms, sms(b"after"))
    records, stretches = read(data)
    assert [record.attachments for record in records] == [(), ("photo.jpg",), ("photo.jpg",), ()]
    assert [data[r.offset : r.offset + r.length] for r in records] == [sms(b"before"), mms, mms, sms(b"after")]
    assert failed(stretches) == []


def test_a_message_whose_words_look_like_media_is_kept_whole():
    words = 'see data="' + "A" * 9000
    body = f"<sms address='x' date='1373929642000' type='1' body='{words}' />".encode()
    ((record,), _) = read(backup(body))
    assert record.text == words


def test_a_document_type_is_refused_with_a_sentence():
    data = HEAD + b'<!DOCTYPE smses [<!ENTITY a "x">]><smses count="1">' + sms(b"&a;") + b"</smses>"
    assert sms_backup_xml.recognise(MemoryMember("x", data)).score > 90
    with pytest.raises(UnknownLayout, match="document type"):
        read(data)


def test_a_broken_record_fails_alone():
    data = backup(sms(b"one"), b'<sms address="x" date="1373929642000 type="1" body="lost"/>', sms(b"three"))
    records, stretches = read(data)
    assert [record.text for record in records] == ["one", "three"]
    (broken,) = failed(stretches)
    assert b"lost" in data[broken.offset : broken.offset + broken.length]
    assert "damaged" in broken.reason


@given(st.integers(0, 600))
def test_a_file_cut_anywhere_keeps_every_whole_record(cut):
    data = backup(*(sms(b"message %d" % n) for n in range(5)))
    cut = min(cut, len(data))
    records, stretches = read(data[:cut])
    whole = data[:cut].count(b"/>")
    assert len(records) == whole
    if whole and cut < len(data) - 1 and not data[:cut].endswith(b"/>"):
        assert "cut short" in failed(stretches)[-1].reason


def test_the_input_twice_gives_the_records_twice_and_one_more_gives_one_more():
    messages = [sms(b"number %d" % n) for n in range(4)]
    once, twice, more = (read(backup(*m))[0] for m in (messages, messages * 2, [*messages, sms(b"more")]))
    assert [r.text for r in twice] == [r.text for r in once] * 2
    assert [r.text for r in more] == [*(r.text for r in once), "more"]


def test_shuffled_records_are_the_same_records():
    messages = [sms(b"number %d" % n, kind=b"%d" % (1 + n % 2)) for n in range(6)]
    seen = [{(r.text, r.direction, r.sender) for r in read(backup(*m))[0]} for m in (messages, messages[::-1])]
    assert seen[0] == seen[1]


@given(st.data())
def test_no_mutation_raises_or_loses_a_byte(data):
    part = b'<part seq="0" ct="text/plain" text="x" data="' + b"QUJD" * 1200 + b'" />'
    mms = b'<mms date="1414936528000" msg_box="1" address="a~b"><parts>%b</parts></mms>' % part
    raw = bytearray(backup(sms(b"&#55357;&#56832;"), mms, sms("é".encode())))
    for _ in range(data.draw(st.integers(1, 6))):
        raw[data.draw(st.integers(0, len(raw) - 1))] = data.draw(st.sampled_from(b"<>&\"'/ \x00\x7f\xffas;#"))
    try:
        records, _ = read(bytes(raw))
    except UnknownLayout as refusal:
        assert str(refusal).endswith(".")  # noqa: PT017  either outcome is fine
    else:
        ends = [0]
        for record in records:
            assert record.offset >= ends[-1]
            ends.append(record.offset + record.length)
            assert record.offset + record.length <= len(raw)


BY_PARSER = HEAD.replace(b"'UTF-8'", b"'US-ASCII'")
"""In a file that declares another encoding, no text is taken by the pattern."""
PIECES = [
    sms(), sms(b"null"), sms(b""), sms(b"a &amp;&lt;&gt;&quot;&apos; b"), sms(b"&#55357;&#56832; &#x1F600;"),
    sms(b"a&#10;b"), sms(b"line\nbreak"), sms(b"a&#0;b"), sms(b"&bad;"), sms(b"&"), sms(b"x > y"), sms(kind=b"9"),
    sms(kind=b"5"), sms(address=b"null"), sms(address=b"a&amp;b"), sms(date=b"0"), sms(date=b"9999999999999"),
    sms(date=b"1373929642"), sms(more=b'readable_date="Jul 25, 2013 7:07:22 PM" '), sms(more=b'date_sent="0" '),
    sms(more=b'readable_date="Jul 15, 2013 7:07:22 PM" date_sent="1373929642000" '), sms(more=b'a="1" a="2" '),
    sms(more=b'readable_date="null" date_sent="null" sub_id="1" '), sms().replace(b'"hello"', b"'say \"hello\"'"),
    sms().replace(b" />", b"/>"), sms().replace(b" />", b"></sms>"), sms().replace(b"<sms ", b"<sms  "),
    b'<mms date="1414936528000" msg_box="1" address="a~b"><parts><part ct="text/plain" text="x"/></parts></mms>',
    b"<mms/>", b"<other/>", b"<other>" + sms() + b"</other>", b"<!-- " + sms() + b" -->", b"stray text", b"<sms",
    b"<![CDATA[" + sms() + b"]]>", b"</smses>",
]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=12), st.sampled_from([97, 1000, 1 << 20]))
def test_the_pattern_says_what_the_parser_says(pieces, chunk):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(mending, "CHUNK_BYTES", chunk)
        by_parser = backup(*pieces).replace(HEAD, BY_PARSER)
        longer = b" " * (len(BY_PARSER) - len(HEAD))
        by_pattern = backup(*pieces).replace(b"<smses", b"<smses" + longer)
        records, stretches = read(by_pattern)
        others, other_stretches = read(by_parser)
    assert records == others
    assert [outcome_of(one) for one in stretches] == [outcome_of(one) for one in other_stretches]


def outcome_of(stretch):
    return stretch.offset, stretch.length, stretch.outcome, stretch.reason


def test_most_texts_are_taken_by_the_pattern_whatever_stands_between_them(monkeypatch):
    """Counted, not timed: the parser sees few of the bytes of an ordinary backup."""
    seen = []
    take = elements.Elements._parse

    def parse(self, data, place, start):
        end = take(self, data, place, start)
        seen.append(end - place)
        return end

    monkeypatch.setattr(elements.Elements, "_parse", parse)
    mms = b'<mms date="1414936528000" msg_box="1" address="a~b"><parts/></mms>'
    data = backup(*([sms(b"words %d" % n) for n in range(200)] + [mms]) * 20)
    assert len(read(data)[0]) == 201 * 20
    assert sum(seen) < len(data) / 50


def test_a_text_cut_in_two_by_a_piece_of_the_file_is_whole(monkeypatch):
    monkeypatch.setattr(mending, "CHUNK_BYTES", 61)
    messages = [sms(b"number %d &#55357;&#56832;" % n) for n in range(20)]
    data = backup(*messages)
    records, stretches = read(data)
    assert [data[r.offset : r.offset + r.length] for r in records] == messages
    assert failed(stretches) == []


def test_other_xml_is_not_taken():
    for data in (b"<gpx><smses/></gpx>", b"smses", b"", b"<smsesx>"):
        assert sms_backup_xml.recognise(MemoryMember("sms.xml", data)).score == 0
