"""What an officer says of an exhibit goes before recognition, and for one member before what is said of all."""

import io

from tests.readers.made_exports import MADE

from safelight.readers.choices import DateOrder, MemberChoice, ReadingChoices
from safelight.readers.reader import ReadingHints
from safelight.readers.reading import Reading

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
    assert member.reasons == ("An officer said what kind of file this is.",)
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
