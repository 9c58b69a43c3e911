import pytest

from safelight.readers.place import place, place_e7, place_pair, to_place


def test_degrees_keep_the_digits_of_their_source() -> None:
    assert place("53.80", "-1.5491") == {"latitude": "53.80", "longitude": "-1.5491"}
    assert place(53.8, -1.5491, 12) == {"latitude": "53.8", "longitude": "-1.5491", "accuracy_metres": "12"}
    assert place(0.00001, 1e-07)["longitude"] == "0.0000001"


def test_ten_millionths_of_a_degree_are_never_rounded() -> None:
    assert place_e7(538008000, -5) == {"latitude": "53.8008000", "longitude": "-0.0000005"}


@pytest.mark.parametrize("written", ["53.8008°, -1.5491°", "geo:53.8008,-1.5491", "geo:53.8008,-1.5491;u=10"])
def test_pairs_as_phones_write_them(written: str) -> None:
    assert place_pair(written) == {"latitude": "53.8008", "longitude": "-1.5491"}


@pytest.mark.parametrize(
    "wrong", [("91", "0"), ("0", "181"), (None, "0"), ("1,5", "0"), (True, 1), (float("nan"), 1)]
)
def test_what_is_no_place_on_earth_is_not_made_one(wrong: tuple[object, object]) -> None:
    assert place(*wrong) == {}
    assert to_place(place(*wrong)) == {}
    assert place_e7(2**40, 0) == place_e7("1", "2") == place_pair("here") == place_pair(None) == {}
