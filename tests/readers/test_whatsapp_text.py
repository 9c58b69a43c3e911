"""What the reader of WhatsApp text exports promises, trap by trap."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.readers.memory_member import MemoryMember
from tests.readers.metamorphic import bytes_by, doubled, read_all, read_whatever_it_is, without_place

from safelight.readers import whatsapp_text
from safelight.readers.reader import ReadingHints, UnknownLayout
from safelight.records.moment import from_micros, to_micros
from safelight.records.record import AtQuality, Direction, Doubt, Kind, Record, State
from safelight.records.tally import Outcome, TallyBook

LONDON = ReadingHints(zone=ZoneInfo("Europe/London"))
LRM, RLM, NNBSP = "\u200e", "\u200f", "\u202f"


def records_of(text: str, hints: ReadingHints | None = None, path: str = "chat.txt") -> list[Record]:
    data = text.encode()
    records, _ = read_all(whatsapp_text, data, hints or ReadingHints(), path)
    for record in records:
        stored = data[record.offset : record.offset + record.length].decode()
        assert record.at_text in stored
        assert record.text is not None
        assert record.text in stored
    return records


def only(text: str, hints: ReadingHints | None = None, path: str = "chat.txt") -> Record:
    (record,) = records_of(text, hints, path)
    return record


def utc(year: int, month: int, day: int, hour: int, minute: int, second: int = 0) -> int:
    return to_micros(datetime(year, month, day, hour, minute, second, tzinfo=UTC))


@pytest.mark.parametrize(
    ("header", "at"),
    [
        ("13/03/2024, 14:05 - ", (2024, 3, 13, 14, 5)),
        ("13.03.24, 14:05 - ", (2024, 3, 13, 14, 5)),
        ("13.03.24 14:05 - ", (2024, 3, 13, 14, 5)),
        (f"3/13/24, 2:05{NNBSP}PM - ", (2024, 3, 13, 14, 5)),
        ("3/13/24, 12:05 AM - ", (2024, 3, 13, 0, 5)),
        ("3/13/24, 12:05 pm - ", (2024, 3, 13, 12, 5)),
        ("3/13/24, 2:05_PM - ", (2024, 3, 13, 14, 5)),
        ("2024/12/01, 10:05 pm - ", (2024, 12, 1, 22, 5)),
        ("28/3/2025, 9:29\u00a0p.\u00a0m. - ", (2025, 3, 28, 21, 29)),
        ("28/3/2025, 00:29 a. m. - ", (2025, 3, 28, 0, 29)),
        ("13/03/2021, 9:15 in the morning - ", (2021, 3, 13, 9, 15)),
        ("13/03/2021, 3:07 in the afternoon - ", (2021, 3, 13, 15, 7)),
        ("13/03/2021, 11:07 at night - ", (2021, 3, 13, 23, 7)),
        ("13/03/2021, 1:07 at night - ", (2021, 3, 13, 1, 7)),
        ("2024/3/13 下午2:05 - ", (2024, 3, 13, 14, 5)),
        ("2024/3/13 中午12:05 - ", (2024, 3, 13, 12, 5)),
        ("2024/3/13 晚上9:05 - ", (2024, 3, 13, 21, 5)),
        ("2024. 3. 13. 오후 2:05 - ", (2024, 3, 13, 14, 5)),
        ("24. 3. 13. 오후 2:05 - ", (2024, 3, 13, 14, 5)),
        ("2024年3月13日 14:05 - ", (2024, 3, 13, 14, 5)),
        ("2024. 03. 13. 14:05 - ", (2024, 3, 13, 14, 5)),
        ("13.3.2024 klo 14.05 - ", (2024, 3, 13, 14, 5)),
        ("13.06.18 21.25.15: ", (2018, 6, 13, 21, 25, 15)),
        ("09/17/19, 8:30:52 PM – ", (2019, 9, 17, 20, 30, 52)),
        ("13-03-2024 14:05 - ", (2024, 3, 13, 14, 5)),
        ("14:05, 13/03/2024 - ", (2024, 3, 13, 14, 5)),
        ("2024-03-13 14 h 05 - ", (2024, 3, 13, 14, 5)),
        ("[13/03/2024, 14:05:01] ", (2024, 3, 13, 14, 5, 1)),
        ("[3/13/24 14:05:01] ", (2024, 3, 13, 14, 5, 1)),
        ("[3/27/22 21.54.45] ", (2022, 3, 27, 21, 54, 45)),
        ("[14:05:01, 3/13/24] ", (2024, 3, 13, 14, 5, 1)),
        ("[3/27/2565 BE, 21:41:35] ", (2022, 3, 27, 21, 41, 35)),
        ("[13/3/2567, 14:05:01] ", (2024, 3, 13, 14, 5, 1)),
        ("[27/3/65 BE, 21:41:35] ", (2022, 3, 27, 21, 41, 35)),
        ("[3/27/R4, 21:41:35] ", (2022, 3, 27, 21, 41, 35)),
        ("[R4/3/27 午後9:41:35] ", (2022, 3, 27, 21, 41, 35)),
        (f"[{RLM}27{RLM}/3{RLM}/2022، 21:41:35] ", (2022, 3, 27, 21, 41, 35)),
        (f"{RLM}[٢٧{RLM}/٣{RLM}/٢٠٢٢، ٩:٤١:٣٥ م] ", (2022, 3, 27, 21, 41, 35)),
        ("[13.03.24, 14:05:01] ", (2024, 3, 13, 14, 5, 1)),
        ("[2024-03-13, 14:05:01] ", (2024, 3, 13, 14, 5, 1)),
        (f"[13/11/2025, 12:25:55{NNBSP}PM] ", (2025, 11, 13, 12, 25, 55)),
        ("[2018/06/13 1:55:00 p. m.] ", (2018, 6, 13, 13, 55)),
    ],
)
def test_every_header_shape_is_read(header: str, at: tuple[int, ...]) -> None:
    record = only(f"{header}Amy Carter: hello there\n")
    assert (record.sender, record.text, record.kind) == ("Amy Carter", "hello there", Kind.MESSAGE)
    assert record.at == utc(*at)
    assert record.at_quality is AtQuality.ZONE_ASSUMED
    assert record.at_text == header.lstrip(RLM).strip("[]:-– ").removesuffix("] ")


def test_an_unknown_day_period_leaves_both_halves_of_the_day_open() -> None:
    record = only("[13/03/2024, 2:05:01 qq] Amy: hello\n")
    assert (record.at, record.at_other) == (utc(2024, 3, 13, 2, 5, 1), utc(2024, 3, 13, 14, 5, 1))
    assert record.at_quality is AtQuality.AMBIGUOUS


def test_a_date_that_does_not_exist_is_kept_without_a_time() -> None:
    record = only("31/02/2024, 14:05 - Amy: hello\n")
    assert (record.at, record.at_quality, record.text) == (None, AtQuality.MISSING, "hello")


class TestDayAndMonth:
    def test_a_single_date_that_fits_both_orders_keeps_both(self) -> None:
        record = only("03/04/2024, 14:05 - Amy: a\n")
        assert (record.at, record.at_other) == (utc(2024, 4, 3, 14, 5), utc(2024, 3, 4, 14, 5))
        assert record.at_quality is AtQuality.AMBIGUOUS

    def test_the_same_day_and_month_are_no_doubt(self) -> None:
        assert only("04/04/2024, 14:05 - Amy: a\n").at_quality is AtQuality.ZONE_ASSUMED

    def test_one_field_over_twelve_decides_for_all_lines(self) -> None:
        first, second = records_of("03/04/2024, 14:05 - Amy: a\n04/13/2024, 14:05 - Amy: b\n")
        assert from_micros(first.at or 0).month == 3
        assert second.at == utc(2024, 4, 13, 14, 5)

    @pytest.mark.parametrize(
        ("dates", "months"),
        [
            (("01/02", "02/02", "03/02", "01/03"), [2, 2, 2, 3]),
            (("2/1", "2/2", "2/3", "3/1"), [2, 2, 2, 3]),
        ],
    )
    def test_the_order_of_the_lines_decides(self, dates: tuple[str, ...], months: list[int]) -> None:
        records = records_of("".join(f"{date}/2024, 14:05 - Amy: a\n" for date in dates))
        assert [from_micros(record.at or 0).month for record in records] == months
        assert {record.at_quality for record in records} == {AtQuality.ZONE_ASSUMED}
        assert {record.extra["date_order"] for record in records} == {"the order of the lines"}

    @pytest.mark.parametrize("name", ["IMG-20240304-WA0001.jpg", "VID-20240304-WA0001.mp4"])
    def test_the_date_in_the_name_of_a_media_file_decides(self, name: str) -> None:
        record = only(f"03/04/2024, 14:05 - Amy: {name} (file attached)\n")
        assert record.at == utc(2024, 3, 4, 14, 5)
        assert record.attachments == (name,)

    def test_the_language_of_an_android_phone_decides(self) -> None:
        first, _ = records_of("03/04/2024, 14:05 - A: a\n03/04/2024, 14:06 - B: <Medien ausgeschlossen>\n")
        assert first.at == utc(2024, 4, 3, 14, 5)
        assert first.at_quality is AtQuality.ZONE_ASSUMED

    def test_each_way_of_writing_dates_in_one_file_has_its_own_order(self) -> None:
        text = "6/30/23, 16:13 - A: a\n6/7/23, 16:14 - A: b\n30/6/2023, 16:15 - A: c\n7/6/2023, 16:15 - A: d\n"
        months = [from_micros(record.at or 0).month for record in records_of(text)]
        assert months == [6, 6, 6, 6]

    def test_where_the_order_changes_midway_what_stands_between_stays_open(self) -> None:
        dates = ("13/1", "2/2", "14/2", "3/4", "3/15", "4/5", "4/16")
        records = records_of("".join(f"{date}/2024, 14:05 - Amy: a\n" for date in dates))
        is_open = [record.at_quality is AtQuality.AMBIGUOUS for record in records]
        assert is_open == [False, False, False, True, False, False, False]
        assert records[5].at == utc(2024, 4, 5, 14, 5)


class TestZone:
    def test_the_zone_told_is_used_and_said_to_be_assumed(self) -> None:
        record = only("13/07/2024, 14:05 - Amy: a\n", LONDON)
        assert (record.at, record.at_quality) == (utc(2024, 7, 13, 13, 5), AtQuality.ZONE_ASSUMED)

    def test_an_hour_the_clock_showed_twice_has_two_readings(self) -> None:
        record = only("27/10/2024, 01:30 - Amy: a\n", LONDON)
        assert (record.at, record.at_other) == (utc(2024, 10, 27, 0, 30), utc(2024, 10, 27, 1, 30))
        assert record.at_quality is AtQuality.AMBIGUOUS

    def test_the_order_of_lines_tells_the_second_showing_from_the_first(self) -> None:
        records = records_of("27/10/2024, 01:59 - Amy: a\n27/10/2024, 01:05 - Amy: b\n", LONDON)
        assert [record.at for record in records] == [utc(2024, 10, 27, 0, 59), utc(2024, 10, 27, 1, 5)]
        assert all(record.doubts == () for record in records)

    def test_other_hours_of_that_day_are_plain(self) -> None:
        record = only("27/10/2024, 14:05 - Amy: a\n", LONDON)
        assert (record.at, record.at_quality) == (utc(2024, 10, 27, 14, 5), AtQuality.ZONE_ASSUMED)


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
