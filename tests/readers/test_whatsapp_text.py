"""What the reader of WhatsApp text exports promises, trap by trap."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.readers.memory_member import MemoryMember
from tests.readers.metamorphic import bytes_by, doubled, read_all, read_whatever_it_is, without_place
from tests.readers.whatsapp_lines import LRM, NNBSP, RLM, only, records_of

from safelight.readers import whatsapp_text
from safelight.readers.reader import ReadingHints, UnknownLayout
from safelight.records.moment import from_micros, to_micros
from safelight.records.record import Direction, Doubt, Kind, State
from safelight.records.tally import Outcome, TallyBook


class TestSenders:
    def test_a_name_with_a_colon_is_whole_where_it_recurs(self) -> None:
        text = (
            "13/03/2024, 14:05 - Kids' Mum: Jo: where are you\n"
            "13/03/2024, 14:06 - Kids' Mum: Jo: answer me\n13/03/2024, 14:07 - Dean: ok\n"
        )
        records = records_of(text)
        assert [record.sender for record in records] == ["Kids' Mum: Jo", "Kids' Mum: Jo", "Dean"]
        assert records[0].text == "where are you"
        assert records[0].doubts == (Doubt.SENDER_UNCERTAIN,)

    def test_words_with_colons_stay_in_the_text_of_a_known_sender(self) -> None:
        lines = ("Note: a: b", "Note: c: d", "ok")
        text = "".join(f"13/03/2024, 14:05 - Amy: {line}\n" for line in lines)
        assert [record.sender for record in records_of(text)] == ["Amy"] * 3

    def test_a_sender_who_only_sends_files_keeps_their_name(self) -> None:
        text = f"{LRM}[13/03/2024, 14:05:01] Amy: {LRM}<attached: 1.jpg>\n" * 3
        assert [record.sender for record in records_of(text)] == ["Amy"] * 3

    @pytest.mark.parametrize(
        "line",
        [
            'Dean changed the subject from "Kids: school" to "Court: Friday"',
            'Dean created group "Kids: school"',
            "Dean hat den Betreff geändert in „Kinder: Schule“",
            "Dean turned off disappearing messages.",
            "+44 7700 900123 added you",
        ],
    )
    def test_a_line_without_a_sender_is_a_notice(self, line: str) -> None:
        record = records_of(f"13/03/2024, 14:05 - Dean: hi\n13/03/2024, 14:06 - {line}\n")[1]
        assert (record.kind, record.state, record.sender) == (Kind.NOTICE, State.BY_PLATFORM, None)
        assert record.text == line

    def test_words_of_notices_in_a_message_do_not_make_it_one(self) -> None:
        for words in ('Jo changed the subject from "a: b" to "c"', "you left me and I added petrol", "null"):
            record = records_of(f"13/03/2024, 14:05 - Dean: hi\n13/03/2024, 14:06 - Dean: {words}\n")[1]
            assert (record.kind, record.sender, record.text) == (Kind.MESSAGE, "Dean", words)

    def test_empty_bodies_are_kept_with_and_without_a_blank(self) -> None:
        records = records_of("13/03/2024, 14:05 - Amy: \n13/03/2024, 14:06 - Amy:\n13/03/2024, 14:07 - Amy:.\n")
        assert [(record.sender, record.text) for record in records] == [("Amy", ""), ("Amy", ""), ("Amy", ".")]

    def test_a_stranger_s_name_is_kept_as_written(self) -> None:
        assert only(f"[13/03/2024, 14:05:02] ~{NNBSP}Dean R: hello [see this]\n").sender == f"~{NNBSP}Dean R"


class TestWhatWhatsAppWrote:
    def test_marked_text_on_an_iphone_is_a_notice_and_nobody_s(self) -> None:
        record = only(f"[13/03/2024, 14:05:01] Amy: {LRM}Messages and calls are end-to-end encrypted.\n")
        assert (record.kind, record.sender, record.extra["named"]) == (Kind.NOTICE, None, "Amy")
        assert (record.text or "").startswith(LRM)

    @pytest.mark.parametrize(
        ("line", "attachment"),
        [
            (f"{LRM}[13/03/2024, 14:05:01] Amy: {LRM}image omitted", "image omitted"),
            (f"{LRM}[13/03/2024, 14:05:01] Amy: {LRM}obrázek vynechán", "obrázek vynechán"),
            (f"{LRM}[13/03/2024, 14:05:01] Amy: a.pdf • {LRM}3 pages {LRM}document omitted", "a.pdf"),
            (f"{LRM}[13/03/2024, 14:05:01] Amy: look {LRM}image omitted", "image omitted"),
            (f"{LRM}[13/03/2024, 14:05:01] Amy: {LRM}<attached: 1-PHOTO-2024.jpg>", "1-PHOTO-2024.jpg"),
            (f"{LRM}[13/03/2024, 14:05:01] Amy: {LRM}<adjunto: 1-PHOTO-2024.jpg>", "1-PHOTO-2024.jpg"),
            ("13/03/2024, 14:05 - Amy: <Media omitted>", "<Media omitted>"),
            ("13/03/2024, 14:05 - Amy: <Média vynechány>\ncaption", "<Média vynechány>"),
            (
                "13/03/2024, 14:05 - Amy: IMG-20240313-WA0001.jpg (file attached)\ncaption",
                "IMG-20240313-WA0001.jpg",
            ),
            ("13/03/2024, 14:05 - Amy: IMG-20240313-WA0001.jpg (ficheiro qualquer)", "IMG-20240313-WA0001.jpg"),
            (f"13/03/2024, 14:05 - Amy: {LRM}Alex.vcf (soubor byl přiložen)", "Alex.vcf"),
        ],
    )
    def test_media_are_attachments_of_a_message_by_its_sender(self, line: str, attachment: str) -> None:
        record = only(line + "\n")
        assert (record.kind, record.sender, record.attachments) == (Kind.MESSAGE, "Amy", (attachment,))

    @pytest.mark.parametrize(
        ("line", "kind", "state"),
        [
            (f"[13/03/2024, 14:05:01] Amy: {LRM}This message was deleted.", Kind.MESSAGE, State.DELETED),
            ("13/03/2024, 14:05 - Amy: This message was deleted", Kind.MESSAGE, State.DELETED),
            ("13/03/2024, 14:05 - Amy: This message was deleted, she said", Kind.MESSAGE, State.SENT),
            ("[13/03/2024, 14:05:01] Amy: This message was deleted.", Kind.MESSAGE, State.SENT),
            (f"[13/03/2024, 14:05:01] Amy: text {LRM}<This message was edited>", Kind.MESSAGE, State.EDITED),
            ("13/03/2024, 14:05 - Amy: text <This message was edited>", Kind.MESSAGE, State.EDITED),
            (f"[13/03/2024, 14:05:01] Amy: {LRM}Missed voice call", Kind.CALL, State.MISSED),
            (
                f"[13/03/2024, 14:05:01] Amy: {LRM}Missed video call, {LRM}Tap to call back",
                Kind.CALL,
                State.MISSED,
            ),
            (f"[13/03/2024, 14:05:01] Amy: {LRM}Video call, {LRM}5 min", Kind.CALL, State.SENT),
            ("13/03/2024, 14:05 - Missed voice call", Kind.CALL, State.MISSED),
            ("13/03/2024, 14:05 - Amy: Missed voice call", Kind.MESSAGE, State.SENT),
            (
                f"[13/03/2024, 14:05:01] Amy: {LRM}Location: https://maps.google.com/?q=1,2",
                Kind.MESSAGE,
                State.SENT,
            ),
            (f"[13/03/2024, 14:05:01] A: {LRM}POLL:\nq\n{LRM}OPTION: a\n{LRM}OPTION: b", Kind.MESSAGE, State.SENT),
        ],
    )
    def test_deletions_edits_and_calls(self, line: str, kind: Kind, state: State) -> None:
        record = only(line + "\n")
        assert (record.kind, record.state) == (kind, state)


class TestForgery:
    def test_a_header_in_a_body_is_a_record_in_doubt_where_time_goes_back(self) -> None:
        text = "13/03/2024, 14:05 - Dean: a:\n12/03/2024, 09:00 - Amy: I lied\n13/03/2024, 14:06 - Amy: no\n"
        records = records_of(text)
        assert len(records) == 3
        assert records[1].doubts == (Doubt.HEADER_IN_BODY, Doubt.TIME_RUNS_BACKWARDS)
        assert records[0].doubts == records[2].doubts == ()

    def test_a_bare_line_feed_before_a_header_is_suspect_where_others_have_a_carriage_return(self) -> None:
        lines = [f"[13/03/2024, 14:05:0{second}] Dean: a" for second in range(5)]
        text = "\r\n".join(lines) + "\n[13/03/2024, 14:06:00] Amy: forged\r\n"
        records = records_of(text)
        assert records[-1].doubts == (Doubt.HEADER_IN_BODY,)
        assert all(record.doubts == () for record in records[:-1])

    def test_another_header_shape_among_many_of_one_is_suspect(self) -> None:
        text = "13/03/2024, 14:05 - Dean: a\n" * 9 + "[13/03/2024, 14:05:00] Amy: pasted\n"
        records = records_of(text)
        assert [number for number, record in enumerate(records) if Doubt.HEADER_IN_BODY in record.doubts] == [9]

    def test_notices_out_of_order_are_noted_and_not_called_forged(self) -> None:
        text = "13/03/2024, 16:13 - Encrypted\n13/03/2024, 16:11 - Amy created it\n13/03/2024, 16:12 - Amy: hi\n"
        assert [record.doubts for record in records_of(text)] == [(), (Doubt.TIME_RUNS_BACKWARDS,), ()]

    def test_dated_lines_without_a_dash_stay_in_the_body(self) -> None:
        text = "13/03/2024, 14:05 - Amy: log\n12/01/2023 10:15 he came\n12/01/2023 10:15: he came: again\n"
        assert len(records_of(text)) == 1


class TestDirection:
    TEXT = "13/03/2024, 14:05 - Amy Carter: a\n13/03/2024, 14:06 - +44 7700 900123: b\n"

    def test_it_is_unknown_where_nothing_names_the_owner(self) -> None:
        assert {record.direction for record in records_of(self.TEXT)} == {Direction.UNKNOWN}

    @pytest.mark.parametrize("account", ["amy carter", "AMY  CARTER", f"{LRM}Amy{NNBSP}Carter"])
    def test_the_owner_s_account_is_matched_apart_from_case_and_spacing(self, account: str) -> None:
        records = records_of(self.TEXT, ReadingHints(owner_accounts=frozenset({account})))
        assert [record.direction for record in records] == [Direction.FROM_OWNER, Direction.TOWARDS_OWNER]

    def test_an_owner_who_is_not_there_tells_nothing(self) -> None:
        records = records_of(self.TEXT, ReadingHints(owner_accounts=frozenset({"Zoe"})))
        assert {record.direction for record in records} == {Direction.UNKNOWN}

    def test_you_deleted_this_message_names_the_exporter(self) -> None:
        text = f"[13/03/2024, 14:05:01] Amy: {LRM}You deleted this message.\n[13/03/2024, 14:05:02] Dean: hi\n"
        assert [record.direction for record in records_of(text)] == [Direction.FROM_OWNER, Direction.TOWARDS_OWNER]

    def test_the_person_the_chat_is_named_after_cannot_claim_to_be_the_exporter(self) -> None:
        text = "13/03/2024, 14:05 - Dean: You deleted this message\n13/03/2024, 14:06 - Amy: hi\n"
        records = records_of(text, path="WhatsApp Chat with Dean.txt")
        assert {record.direction for record in records} == {Direction.UNKNOWN}


class TestThread:
    @pytest.mark.parametrize(
        ("path", "thread"),
        [
            ("WhatsApp Chat with Dean R.txt", "Dean R"),
            ("WhatsApp Chat - Dean R.zip/_chat.txt", "Dean R"),
            ("Chat WhatsApp s uživatelem Dmitry S.txt", "Dmitry S"),
            ("Conversa do WhatsApp com Ana.txt", "Ana"),
            ("Ayşe ile WhatsApp Sohbeti.txt", "Ayşe"),
            ("exports/_chat.txt", "exports/_chat.txt"),
        ],
    )
    def test_it_is_named_by_the_export_or_by_its_path(self, path: str, thread: str) -> None:
        assert only("13/03/2024, 14:05 - Amy: a\n", path=path).thread == thread


class TestBytes:
    def test_bodies_are_kept_as_written(self) -> None:
        body = "½ ﬁ ① Ａ café cafe\u0301 … \u00a0x\u202ey\u2028z \x0b\n\n trailing  \n\n"
        assert only(f"13/03/2024, 14:05 - Amy: {body}\n").text == body

    def test_carriage_returns_inside_a_body_stay_and_the_last_one_goes(self) -> None:
        text = "13/03/2024, 14:05 - Amy: a\r\nline2\r\n13/03/2024, 14:06 - Dean: b\r\n"
        assert [record.text for record in records_of(text)] == ["a\r\nline2", "b"]

    def test_a_byte_order_mark_costs_nothing(self) -> None:
        data = b"\xef\xbb\xbf13/03/2024, 14:05 - Amy: a\n"
        (record,), _ = read_all(whatsapp_text, data)
        assert (record.offset, record.offset + record.length, record.text) == (3, len(data), "a")

    @pytest.mark.parametrize(("codec", "mark"), [("utf-16-le", b"\xff\xfe"), ("utf-16-be", b"\xfe\xff")])
    def test_utf_16_is_read_with_its_own_places(self, codec: str, mark: bytes) -> None:
        data = mark + "13/03/2024, 14:05 - Amy: é😀\n13/03/2024, 14:06 - Amy: b\n".encode(codec)
        records, stretches = read_all(whatsapp_text, data + b"x")
        assert [record.text for record in records] == ["é😀", "b"]
        second = records[1]
        stored = data[second.offset : second.offset + second.length].decode(codec)
        assert stored == "13/03/2024, 14:06 - Amy: b\n"
        assert bytes_by(stretches, Outcome.FAILED) == 1

    def test_bytes_that_are_not_utf8_are_read_as_windows_1252_in_doubt(self) -> None:
        data = b"13/03/2024, 14:05 - Amy: caf\xe9 \x93x\x94 \x81\n13/03/2024, 14:06 - Amy: \xc3\xa9\n"
        records, _ = read_all(whatsapp_text, data)
        assert [record.text for record in records] == ["café “x” \x81", "é"]
        assert [record.doubts for record in records] == [(Doubt.NOT_UTF8,), ()]
        assert sum(record.length for record in records) == len(data)

    def test_a_time_that_is_not_utf8_can_be_written_down(self) -> None:
        ((record,), _) = read_all(whatsapp_text, b"[1/2/2\x806:01]")
        assert (record.at_text, record.doubts) == ("1/2/2€6:01", (Doubt.NOT_UTF8,))

    def test_text_before_the_first_message_fails_with_a_sentence(self) -> None:
        data = b"end of something\n13/03/2024, 14:05 - Amy: a\n"
        records, stretches = read_all(whatsapp_text, data)
        assert (len(records), stretches[0].outcome, stretches[0].length) == (1, Outcome.FAILED, 17)
        assert stretches[0].reason.endswith(".")

    @pytest.mark.parametrize("data", [b"", b"\n\n", b"hello\n", b"13/03/2024 14:05 hello"])
    def test_what_holds_no_message_is_said_to(self, data: bytes) -> None:
        with pytest.raises(UnknownLayout, match=r"^[A-Zc].*\.$"):
            list(whatsapp_text.read(MemoryMember("chat.txt", data), ReadingHints(), TallyBook()))

    @pytest.mark.parametrize(
        "filler",
        [" ", "1", "[", "1/", "[1/1/1, ", "1:", ": ", ": a", LRM, "\n1/1/1, ", "\n" + LRM * 4, "(", '"', "<a: "],
    )
    def test_long_runs_of_anything_are_read_in_one_go(self, filler: str) -> None:
        text = (
            "13/03/2024, 14:05 - Amy: " + filler * (1_000_000 // len(filler)) + "\n13/03/2024, 14:06 - Dean: b\n"
        )
        assert len(records_of(text)) == 2

    def test_many_names_with_colons_are_told_apart_in_one_go(self) -> None:
        lines = [f"13/03/2024, 14:05 - A: {number // 2}: x\n" for number in range(20_000)]
        assert len({record.sender for record in records_of("".join(lines))}) == 10_000

    def test_many_places_in_one_body_are_read_in_one_go(self) -> None:
        body = LRM + "https://maps.google.com/" * 50_000 + " x"
        assert only(f"[13/03/2024, 14:05:01] Amy: {body}\n").text == body


class TestRecognition:
    def test_other_files_are_not_its_own(self) -> None:
        for data in (
            b"",
            b"{}",
            b"PK\x03\x04\0\0",
            b"Dear Amy,\n12/01/2023 10:15 he came\n",
            b"<?xml version='1.0'?>",
        ):
            assert whatsapp_text.recognise(MemoryMember("x", data)).score == 0

    def test_one_line_is_enough_and_says_so(self) -> None:
        recognition = whatsapp_text.recognise(MemoryMember("x", b"03/04/2024, 14:05 - Amy: a\n"))
        assert 50 < recognition.score < 95
        assert recognition.reasons

    def test_lines_that_other_tools_write_for_signal_are_left_in_doubt(self) -> None:
        data = b"[2024-03-13, 14:05] Amy: a\n[2024-03-13, 14:06] Me: b\n"
        assert whatsapp_text.recognise(MemoryMember("index.txt", data)).score < 50
        assert whatsapp_text.recognise(MemoryMember("WhatsApp Chat with Amy.txt", data)).score > 90


messages = st.tuples(
    st.sampled_from(["Amy", "Dean R", "+44 7700 900123", "Žofie"]),
    st.text(st.characters(codec="utf-8", exclude_characters="\r\n:()<>[]\u200e\u200f\ufeff"), max_size=30),
)
HEADERS = {
    "13/03/2024, {:%H:%M} - ": 60,
    "3/13/24, {:%I:%M\u202f%p} - ": 60,
    "[13.03.24, {:%H:%M:%S}] ": 1,
    "[{:%H:%M:%S}, 3/13/24] ": 1,
    "[13/3/2567 BE, {:%H:%M:%S}] ": 1,
    "13.3.2024 klo {:%H.%M} - ": 60,
}


@given(
    st.lists(messages, min_size=1, max_size=20), st.sampled_from(sorted(HEADERS)), st.sampled_from(["\n", "\r\n"])
)
def test_what_is_written_is_read_back(written: list[tuple[str, str]], header: str, line_end: str) -> None:
    start = to_micros(datetime(2024, 3, 13, 0, 0, tzinfo=UTC))
    times = [start + number * HEADERS[header] * 1_000_000 for number in range(len(written))]
    lines = [
        header.format(from_micros(at)) + f"{name}: {text}{line_end}"
        for at, (name, text) in zip(times, written, strict=True)
    ]
    records = records_of("".join(lines))
    assert [(record.sender, record.text) for record in records] == written
    assert [record.at for record in records] == times
    assert [record.length for record in records] == [len(line.encode()) for line in lines]


@given(st.lists(messages, min_size=1, max_size=8))
def test_twice_the_input_is_twice_the_records_and_one_more_message_one_more(
    written: list[tuple[str, str]],
) -> None:
    data = "".join(f"13/03/2024, 14:05 - {name}: {text}\n" for name, text in written).encode()
    once, _ = read_all(whatsapp_text, data)
    twice, _ = read_all(whatsapp_text, data + data)
    assert without_place(twice) == doubled(without_place(once))
    more, _ = read_all(whatsapp_text, data + b"13/03/2024, 14:06 - Dean R: one more\n")
    assert len(more) == len(once) + 1


pieces = st.one_of(
    st.binary(max_size=12),
    st.sampled_from(
        [b"\n", b"\r\n", b"13/03/2024, 14:05 - ", b"[1/2/24, 25:61:00] ", b"Amy: ", b": ", b"<a: b>", b"\xff"]
    ),
    st.sampled_from(
        [part.encode() for part in (LRM, RLM, "\ufeff", "٢٧/٣/٢٠٢٢، ٩:٤١ م - ", "99/99/99, 9:99 - ", '"')]
    ),
)


@given(
    st.sampled_from([b"", b"\xff\xfe", b"\xef\xbb\xbf", b"1/1/24, 1:01 - A: b\n"]), st.lists(pieces, max_size=30)
)
def test_whatever_the_bytes_are_none_is_lost_and_nothing_breaks(start: bytes, parts: list[bytes]) -> None:
    read_whatever_it_is(whatsapp_text, start + b"".join(parts))
