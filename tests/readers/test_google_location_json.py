import json
from typing import Any

import pytest
from tests.readers.memory_member import MemoryMember
from tests.readers.metamorphic import bytes_by, bytes_of, read_all

from safelight.readers import google_location_json
from safelight.readers.reader import UnknownLayout
from safelight.records.record import AtQuality, Kind, Record
from safelight.records.tally import Outcome

HERE, THERE = (
    {"latitudeE7": 538008000, "longitudeE7": -15491000},
    {"latitudeE7": 538100000, "longitudeE7": -15400000},
)


def read(value: Any) -> list[Record]:
    data = json.dumps(value).encode()
    assert google_location_json.recognise(MemoryMember("a", data)).score > 90
    return read_all(google_location_json, data)[0]


def spot(record: Record) -> tuple[str, str]:
    return record.extra["latitude"], record.extra["longitude"]


def test_a_position_of_the_oldest_files() -> None:
    (record,) = read({"locations": [{"timestampMs": "1512947698030", **HERE, "accuracy": 10, "velocity": 3}]})
    assert (record.kind, record.thread) == (Kind.LOCATION, "Places")
    assert (record.at, record.at_quality) == (1512947698030000, AtQuality.EXACT)
    assert spot(record) == ("53.8008000", "-1.5491000")
    assert (record.extra["accuracy_metres"], record.extra["velocity"]) == ("10", "3")


def test_a_position_that_is_no_place_stays_as_the_source_wrote_it() -> None:
    (record,) = read({"locations": [{"timestampMs": "1512947698030", "latitudeE7": 5, "longitudeE7": 4000000000}]})
    assert "latitude" not in record.extra
    assert record.extra["longitudeE7"] == "4000000000"


def test_a_visit_and_a_movement() -> None:
    visit = {
        "location": {**HERE, "name": "Library", "address": "1 Made-up Street", "placeId": "p"},
        "duration": {"startTimestamp": "2023-01-02T03:04:05.1Z", "endTimestamp": "2023-01-02T04:00:00Z"},
        "placeConfidence": "HIGH_CONFIDENCE",
    }
    way = {
        "startLocation": HERE,
        "endLocation": {**THERE, "name": "Station"},
        "duration": {"startTimestampMs": "1672632000000", "endTimestampMs": "1672633000000"},
        "activityType": "WALKING",
    }
    at_library, walk = read({"timelineObjects": [{"placeVisit": visit}, {"activitySegment": way}]})
    assert spot(at_library) == spot(walk) == ("53.8008000", "-1.5491000")
    assert (at_library.extra["name"], at_library.extra["until"]) == ("Library", "2023-01-02T04:00:00Z")
    assert at_library.extra["placeConfidence"] == "HIGH_CONFIDENCE"
    assert (walk.extra["to_latitude"], walk.extra["to name"]) == ("53.8100000", "Station")
    assert (walk.extra["activityType"], walk.extra["until"]) == ("WALKING", "1672633000000")
    assert at_library.at is not None
    assert walk.at is not None


def test_the_timeline_of_an_android_phone() -> None:
    path = {
        "startTime": "2025-01-02T08:00:00.000+01:00",
        "endTime": "2025-01-02T10:00:00.000+01:00",
        "timelinePath": [
            {"point": "53.8008°, -1.5491°", "time": "2025-01-02T08:01:00.000+01:00"},
            {"point": "53.8100°, -1.5400°", "time": "2025-01-02T08:09:00.000+01:00"},
        ],
    }
    candidate = {"semanticType": "HOME", "placeLocation": {"latLng": "53.8008°, -1.5491°"}}
    visit = {"startTime": "2025-01-02T10:00:00.000+01:00", "visit": {"topCandidate": candidate}}
    raw = {
        "position": {
            "LatLng": "53.8008°, -1.5491°",
            "accuracyMeters": 9,
            "source": "WIFI",
            "timestamp": "2025-01-02T08:01:00.000+01:00",
        }
    }
    scan = {"wifiScan": {"deliveryTime": "2025-01-02T08:02:00.000+01:00", "devicesRecords": [{"mac": 1}]}}
    profile = {
        "frequentPlaces": [{"placeId": "p", "placeLocation": "53.8008°, -1.5491°", "label": "HOME"}],
        "persona": {"travelModeAffinities": []},
    }
    timeline = {"semanticSegments": [path, visit], "rawSignals": [raw, scan], "userLocationProfile": profile}
    data = json.dumps(timeline).encode()
    first, second, home, position, wifi, frequent = read(timeline)
    assert bytes_of(data, second) == path["timelinePath"][1]
    assert (second.at_text, second.extra["entry"]) == ("2025-01-02T08:09:00.000+01:00", "timelinePath")
    assert spot(first) == spot(home) == spot(position) == spot(frequent) == ("53.8008", "-1.5491")
    assert (home.extra["semanticType"], frequent.extra["label"]) == ("HOME", "HOME")
    assert (position.extra["accuracy_metres"], position.extra["source"]) == ("9", "WIFI")
    assert "latitude" not in wifi.extra
    assert wifi.at is not None
    assert frequent.at_quality is AtQuality.MISSING
    stretches = read_all(google_location_json, data)[1]
    assert bytes_by(stretches, Outcome.SKIPPED) == len(json.dumps(profile["persona"]))


def test_the_timeline_of_an_iphone_counts_minutes_from_its_start() -> None:
    path = {
        "startTime": "2025-01-02T08:00:00.000+01:00",
        "timelinePath": [{"point": "geo:53.8008,-1.5491", "durationMinutesOffsetFromStartTime": "14"}],
    }
    way = {
        "startTime": "2025-01-02T08:00:00.000+01:00",
        "activity": {
            "start": "geo:53.8008,-1.5491",
            "end": "geo:53.81,-1.54",
            "topCandidate": {"type": "walking"},
        },
    }
    point, walk = read([path, way])
    assert point.at is not None
    assert walk.at is not None
    assert point.at - walk.at == 14 * 60_000_000
    assert (walk.extra["to_latitude"], walk.extra["type"]) == ("53.81", "walking")


def test_a_path_with_odd_points_is_kept_whole() -> None:
    odd = {"startTime": "2025-01-02T08:00:00Z", "timelinePath": [{"point": "geo:1,2"}, "geo:3,4"]}
    *_, whole = read({"semanticSegments": [odd]})
    assert "geo:3,4" in whole.extra["timelinePath"]


def test_an_unknown_layout_is_named() -> None:
    with pytest.raises(UnknownLayout, match="“nobody”"):
        read_all(google_location_json, b'{"locations": [{"nobody": 1}]}')
