import json
from typing import Any

import pytest
from tests.readers.memory_member import MemoryMember
from tests.readers.metamorphic import bytes_of, read_all

from safelight.readers import snapchat_places_json
from safelight.readers.reader import UnknownLayout
from safelight.readers.reading import recognise
from safelight.records.record import AtQuality, Kind, Record


def read(value: Any) -> list[Record]:
    data = json.dumps(value).encode()
    assert recognise(MemoryMember("a", data))[0] is snapchat_places_json
    return read_all(snapchat_places_json, data)[0]


def test_pairs_of_a_time_and_a_place() -> None:
    history = [
        ["2022/05/06 07:08:09 UTC", "53.801 ± 12.30, -1.549 ± 12.30"],
        ["2022-05-06 07:09:09 UTC", "53.8, -1.5"],
    ]
    value = {"Location History": history, "Latest Location": [{"City": "Leeds", "Country": "GB"}]}
    first, second, latest = read(value)
    assert (first.kind, first.thread, first.at_quality) == (Kind.LOCATION, "Places", AtQuality.EXACT)
    assert (first.extra["latitude"], first.extra["longitude"]) == ("53.801", "-1.549")
    assert first.extra["accuracy_metres"] == "12.30"
    assert bytes_of(json.dumps(value).encode(), second) == history[1]
    assert (latest.extra["City"], latest.at) == ("Leeds", None)


def test_objects_that_name_both_and_guesses_of_home() -> None:
    value = {
        "Home, School & Work": {"inferredHome": "lat 53.801 ± 20 meters, long -1.549 ± 20 meters"},
        "Location History": [{"Time": "2022-05-06 07:08:09 UTC", "Latitude, Longitude": "53.801, -1.549"}, "odd"],
        "Areas you may have visited in the last two years": [
            {"Time": "2022/05/06 07:08:09 UTC", "City": "leeds", "Region": "England", "Postal Code": "LS1"}
        ],
    }
    home, there, odd, area = read(value)
    assert (home.extra["guess"], home.extra["latitude"]) == ("inferredHome", "53.801")
    assert home.extra["accuracy_metres"] == "20"
    assert there.extra["longitude"] == "-1.549"
    assert odd.extra["entry"] == "odd"
    assert (area.extra["Postal Code"], area.at_quality) == ("LS1", AtQuality.EXACT)


def test_places_on_the_map() -> None:
    place = {"Date": "2022-05-06 07:08:09 UTC", "Place": "Library", "Place Location": "Leeds, England"}
    (record,) = read({"Snap Map Places History": [place]})
    assert (record.extra["Place"], record.at_text) == ("Library", "2022-05-06 07:08:09 UTC")


def test_an_unknown_layout_is_named() -> None:
    with pytest.raises(UnknownLayout, match="“nobody”"):
        read_all(snapchat_places_json, b'{"nobody": [1]}')
