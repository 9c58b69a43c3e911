"""When a message was written, from the text of an export alone: every header shape, order of dates and zone."""

import pytest
from tests.readers.whatsapp_lines import LONDON, NNBSP, RLM, only, records_of, utc

from safelight.records.moment import from_micros
from safelight.records.record import AtQuality, Kind


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
