"""Which way a text is written decides in which order its words are read."""

import pytest

from safelight.records.writing_direction import direction_of, goes_both_ways


@pytest.mark.parametrize(
    ("text", "direction", "both"),
    [
        ("", "ltr", False),
        ("12:30 ...", "ltr", False),
        ("I will find you", "ltr", False),
        ("znajdę cię", "ltr", False),
        ("سأجدك أينما كنت", "rtl", False),
        ("אני אמצא אותך", "rtl", False),
        ("(3) میں تمہیں ڈھونڈ لوں گا!", "rtl", False),
        ("میں تمہیں OK?", "rtl", True),
        ("See you, يا حبيبي", "ltr", True),
    ],
)
def test_the_first_letter_decides(text: str, direction: str, *, both: bool) -> None:
    assert direction_of(text) == direction
    assert goes_both_ways(text) is both
