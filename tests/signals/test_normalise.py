"""The shadow takes disguises off and always knows the way back to the text as written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safelight.signals import normalise
from safelight.signals.normalise import shadow


@pytest.mark.parametrize(
    "written",
    [
        "kill you",
        "KILL you",
        "k1ll y0u",
        "k i l l you",
        "k.i.l.l you",
        "killlll youuuu",
        "k​ill you",
        "kіll уou",
        "ｋｉｌｌ you",
        "k!ll you",
        "kíll you",
        "𝗸𝗶𝗹𝗹 you",
    ],
)
def test_disguises_come_off(written):
    assert shadow(written).text == "kill you"


@pytest.mark.parametrize(
    "ordinary", ["meet at 10pm, 14a elm road", "see you @ 5", "bus 47b", "£1,000", "a b", "7pm!"]
)
def test_numbers_and_times_stay_as_they_are(ordinary):
    assert shadow(ordinary).text == ordinary


def test_apostrophes_of_every_kind_are_passed_over():
    assert {shadow(text).text for text in ("I'll", "I’ll", "Ill", "I`ll")} == {"ill"}


def test_a_span_covers_the_disguised_characters():
    text = "look: k i l l. now"
    dark = shadow(text)
    start, end = dark.span(dark.text.index("kill"), dark.text.index("kill") + 4)
    assert text[start:end] == "k i l l"


def test_a_span_covers_every_repeated_letter():
    text = "I will killlll you"
    dark = shadow(text)
    start, end = dark.span(dark.text.index("kill"), dark.text.index("kill") + 4)
    assert text[start:end] == "killlll"


@given(st.text(max_size=60))
def test_every_shadow_character_stands_somewhere_in_the_text(text):
    dark = shadow(text)
    assert len(dark.text) == len(dark.starts) == len(dark.ends)
    assert all(0 <= start < end <= len(text) for start, end in zip(dark.starts, dark.ends, strict=True))
    assert list(dark.starts) == sorted(dark.starts)


@given(st.text(alphabet=st.characters(codec="ascii"), max_size=60))
def test_the_short_way_and_the_long_way_agree(text):
    long_way = normalise._leaned(normalise._unleeted(normalise._closed_up(normalise._folded(text))))
    short = shadow(text)
    assert (short.text, list(short.starts), list(short.ends)) == (
        long_way.text,
        list(long_way.starts),
        list(long_way.ends),
    )
