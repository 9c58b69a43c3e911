"""What an officer says of an exhibit goes before recognition, and for one member before what is said of all."""

import io

import msgspec
import pytest
from tests.examining.hostile import zip_of
from tests.readers.made_exports import MADE

from safelight.readers.choices import DateOrder, MemberChoice, ReadingChoices
from safelight.readers.reader import ReadingHints
from safelight.readers.reading import Reading
from safelight.readers.registry import READERS_BY_NAME
from safelight.records.moment import from_micros
from safelight.records.record import AtQuality
from safelight.records.tally import Outcome

LINES = b"03/04/2024, 21:14 - Jo: hello\n"


def read(choices: ReadingChoices, data: bytes = LINES, name: str = "note.txt") -> Reading:
    reading = Reading(io.BytesIO(data), name, ReadingHints(), choices=choices)
    reading.all = list(reading.records())
    return reading


def test_a_reader_chosen_by_hand_reads_and_says_so():
    made = MADE["tiktok"]
    chosen = ReadingChoices(members={"a.json": MemberChoice(reader="reddit-csv")})
    reading = read(chosen, made.export(["hello"]), "a.json")
    (member,) = reading.tally.members
    assert member.reader == "reddit-csv"
    assert member.reasons == ("An officer said what kind of file this is: “Reddit data download (CSV)”.",)
    assert not reading.tally.everything_was_read


def test_what_is_said_of_a_member_goes_before_what_is_said_of_all():
    general = MemberChoice(zone="Europe/London", date_order=DateOrder.MONTH_FIRST)
    choices = ReadingChoices(general=general, members={"a": MemberChoice(zone="Asia/Tokyo")})
    assert choices.of("a") == MemberChoice(zone="Asia/Tokyo", date_order=DateOrder.MONTH_FIRST)
    assert choices.of("b") == general


def test_the_zone_chosen_for_a_member_is_the_zone_of_its_times():
    (london,) = read(ReadingChoices(general=MemberChoice(zone="Europe/London"))).all
    (tokyo,) = read(ReadingChoices(general=MemberChoice(zone="Asia/Tokyo"))).all
    assert london.at - tokyo.at == 8 * 3600 * 1_000_000


def test_a_reader_that_cannot_read_it_ends_in_its_sentence():
    for name in READERS_BY_NAME:
        chosen = ReadingChoices(general=MemberChoice(reader=name))
        for data in (LINES, b"\x00\xff\x17" * 400, b'{"a": [1, 2'):
            (member,) = read(chosen, data, "thing.bin").tally.members
            assert member.reader == ("" if name == "mapped-table" else name)
            for stretch in member.stretches:
                assert stretch.outcome is Outcome.READ or stretch.reason.endswith(".")
                assert "fault of its own" not in stretch.reason


def test_a_reader_this_version_does_not_know_leaves_the_member_as_recognised():
    (member,) = read(ReadingChoices(general=MemberChoice(reader="no-such"))).tally.members
    assert member.reader == "whatsapp-text"
    assert any("does not know" in reason for reason in member.reasons)


def test_what_else_it_was_recognised_as_is_kept_beside_an_officers_word():
    (member,) = read(ReadingChoices(general=MemberChoice(reader="mailbox"))).tally.members
    assert member.candidates[0].reader == "whatsapp-text"
    assert member.candidates[0].reasons


def test_every_choice_is_a_sentence_beside_what_was_read_and_the_key_is_not_in_it():
    choice = MemberChoice(zone="Asia/Tokyo", date_order=DateOrder.DAY_FIRST, key="ab" * 32)
    (member,) = read(ReadingChoices(general=choice)).tally.members
    said = " ".join(member.reasons)
    assert "Asia/Tokyo" in said
    assert "the day comes before the month" in said
    assert "gave a key" in said
    assert "abab" not in said


def at(record) -> str:
    return f"{from_micros(record.at):%Y-%m-%d}"


@pytest.mark.parametrize(
    ("order", "day"), [(DateOrder.DAY_FIRST, "2024-04-03"), (DateOrder.MONTH_FIRST, "2024-03-04")]
)
def test_an_order_said_decides_an_open_date(order, day):
    (record,) = read(ReadingChoices(general=MemberChoice(date_order=order))).all
    assert at(record) == day
    assert record.at_quality is AtQuality.ZONE_ASSUMED
    assert record.extra["date_order"] == "what an officer said"


def test_nobody_said_so_both_readings_stay():
    (record,) = read(ReadingChoices()).all
    assert record.at_quality is AtQuality.AMBIGUOUS
    assert {at(record), f"{from_micros(record.at_other):%Y-%m-%d}"} == {"2024-04-03", "2024-03-04"}


def test_no_word_goes_against_a_field_over_twelve():
    lines = b"13/04/2024, 21:14 - Jo: hello\n14/04/2024, 09:00 - Jo: again\n03/05/2024, 09:00 - Jo: later\n"
    records = read(ReadingChoices(general=MemberChoice(date_order=DateOrder.MONTH_FIRST)), lines).all
    assert [at(record) for record in records] == ["2024-04-13", "2024-04-14", "2024-05-03"]
    assert all("date_order" not in record.extra for record in records)


def test_a_word_against_the_order_of_the_lines_counts_and_is_said_to_be_against_it():
    lines = b"".join(b"%02d/02/2024, 21:14 - Jo: hello\n" % day for day in range(1, 12))
    lines += b"".join(b"%02d/03/2024, 21:14 - Jo: hello\n" % day for day in range(1, 12))
    records = read(ReadingChoices(general=MemberChoice(date_order=DateOrder.MONTH_FIRST)), lines).all
    assert at(records[1]) == "2024-02-02"
    assert at(records[2]) == "2024-03-02"
    assert {record.extra["date_order"] for record in records} == {
        "what an officer said, against the order of the lines"
    }


def test_a_date_between_two_orders_is_decided_by_a_word():
    lines = b"13/04/2024, 21:14 - Jo: a\n05/06/2024, 09:00 - Jo: b\n07/25/2024, 09:00 - Jo: c\n"
    _, open_date, _ = read(ReadingChoices(), lines).all
    assert open_date.at_quality is AtQuality.AMBIGUOUS
    _, said, _ = read(ReadingChoices(general=MemberChoice(date_order=DateOrder.MONTH_FIRST)), lines).all
    assert at(said) == "2024-05-06"
    assert said.extra["date_order"] == "what an officer said"


def test_choices_travel_as_plain_data():
    choices = ReadingChoices(members={"a": MemberChoice(zone="Asia/Tokyo", date_order=DateOrder.DAY_FIRST)})
    assert msgspec.json.decode(msgspec.json.encode(choices), type=ReadingChoices) == choices


def test_a_choice_is_put_in_and_taken_back():
    zone = MemberChoice(zone="Asia/Tokyo")
    choices = ReadingChoices().saying("a", zone).saying("", zone)
    assert choices == ReadingChoices(general=zone, members={"a": zone})
    assert choices.saying("a", MemberChoice()).saying("", MemberChoice()) == ReadingChoices()


def test_a_table_that_a_message_attached_is_left_unopened_on_purpose():
    said = "03/04/2024, 21:14 - Jo: rota.csv (file attached)\n"
    archive = zip_of(
        {"WhatsApp Chat with Jo.txt": said.encode(), "rota.csv": b"a,b,c\n1,2,3\n", "b.csv": b"a,b\n1,2\n"}
    )
    reading = read(ReadingChoices(), archive, "chat.zip")
    chat, attached, other = reading.tally.members
    assert chat.records == 1
    assert [stretch.outcome for stretch in attached.stretches] == [Outcome.SKIPPED]
    assert [stretch.outcome for stretch in other.stretches] == [Outcome.FAILED]
    assert "nobody described yet" in other.reasons[0]
    assert other.candidates[0].reader == "mapped-table"
