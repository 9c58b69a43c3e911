import json
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from tests.readers.made_accounts import google_activity_page
from tests.readers.metamorphic import bytes_by, read_all

from safelight.readers import google_activity_html, google_activity_json
from safelight.readers.google_activity.link import place_in, searched_for
from safelight.readers.reader import ReadingHints
from safelight.records.record import AtQuality, Kind
from safelight.records.tally import Outcome

LONDON = ReadingHints(zone=ZoneInfo("Europe/London"))


@pytest.mark.shared
def test_a_real_page(shared: Path) -> None:
    data = (shared / "fixtures/google_takeout_activity/MyActivity.html").read_bytes()
    (forum, adobe, search), stretches = read_all(google_activity_html, data)
    assert bytes_by(stretches, Outcome.READ) == len(data)
    assert (forum.kind, forum.thread) == (Kind.NOTICE, "Search")
    assert forum.text == "Visited\xa0https://productforums.google.com/forum/"
    assert (forum.at_text, forum.at_quality) == ("Jan 31, 2018, 10:54:50 PM", AtQuality.ZONE_ASSUMED)
    assert "usg=" in adobe.extra["links"]
    assert (search.kind, search.thread, search.text) == (Kind.SEARCH, "Searches", "adobe creative cloud")
    assert (search.extra["latitude"], search.extra["longitude"]) == ("25.800819", "-80.186310")
    assert "From your home" in search.extra["details"]


@pytest.mark.parametrize(
    ("written", "at", "quality"),
    [
        ("Jan 2, 2023, 3:04:05\u202fAM UTC", 1672628645, AtQuality.EXACT),
        ("2 Jan 2023, 03:04:05 GMT", 1672628645, AtQuality.EXACT),
        ("2 Jan 2023, 04:04:05 GMT+1", 1672628645, AtQuality.EXACT),
        ("2 Jan 2023, 08:34:05 GMT+05:30", 1672628645, AtQuality.EXACT),
        ("2 Sept 2023, 04:04:05 BST", 1693623845, AtQuality.ZONE_ASSUMED),
        ("2. Januar 2023, 03:04:05 MEZ", None, AtQuality.MISSING),
    ],
)
def test_times_as_google_writes_them(written: str, at: int | None, quality: AtQuality) -> None:
    data = google_activity_page(["x"]).replace(b"Jan 2, 2023, 3:04:05 AM UTC", written.encode())
    (record,) = read_all(google_activity_html, data, LONDON)[0]
    assert (record.at, record.at_quality) == (None if at is None else at * 1_000_000, quality)
    assert record.at_text == written


def test_an_entry_laid_out_otherwise_is_failed_and_kept() -> None:
    data = google_activity_page(["a", "b"]).replace(b"body-1", b"body-9", 1)
    records, stretches = read_all(google_activity_html, data)
    assert [record.text for record in records] == ["b"]
    assert bytes_by(stretches, Outcome.FAILED) > 0


def test_searches_and_places_of_the_json() -> None:
    def entry(**said: Any) -> dict[str, Any]:
        return {"header": "Search", "title": "t", "time": "2023-01-02T03:04:05.678Z", **said}

    near = {"name": "At this general area", "url": "https://www.google.com/maps/@?api=1&center=53.8,-1.5&zoom=11"}
    entries = [
        entry(title="Searched for a b", titleUrl="https://www.google.com/search?q=a+b", locationInfos=[near]),
        entry(title="Visited a page", titleUrl="https://www.example.com/search?q=a"),
    ]
    search, visit = read_all(google_activity_json, json.dumps(entries).encode())[0]
    assert (search.kind, search.text, search.extra["title"]) == (Kind.SEARCH, "a b", "Searched for a b")
    assert (search.extra["latitude"], search.extra["longitude"]) == ("53.8", "-1.5")
    assert (visit.kind, visit.text, visit.thread) == (Kind.NOTICE, "Visited a page", "Search")


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("https://www.google.co.uk/search?q=caf%C3%A9+near+me&hl=en", "café near me"),
        ("https://www.youtube.com/results?search_query=a", "a"),
        ("https://www.google.com/maps/search/?api=1&query=a", "a"),
        ("https://google.com/maps?q=25.800819,-80.186310", None),
        ("https://www.google.com.evil.example/search?q=a", None),
        ("https://[broken", None),
        ("", None),
    ],
)
def test_an_address_is_a_search_or_not(address: str, words: str | None) -> None:
    assert searched_for(address) == words
    assert place_in(address) == {} or "25.800819" in address
