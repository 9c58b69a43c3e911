"""Reading copies, by the check: whole, in parts, with removals, long and hostile; read out in the order of the page."""

import re
from datetime import UTC, datetime
from html.parser import HTMLParser

import pytest
from a_case import THREE_REMOVED, a_case, everything
from test_case_uco import of_every_kind
from tests.pdf_ua.check import faults, words_in_reading_order

from safelight.bundling.choice import Choice
from safelight.bundling.contents import contents_of
from safelight.bundling.continuity import Step
from safelight.bundling.on_file import CaseOnFile
from safelight.bundling.reading_copy import parts
from safelight.bundling.reading_copy.pages import pages_of
from safelight.bundling.reading_copy.pdf import pdf_of

MADE = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)
STEP = Step(exhibit="AB/1", who="Asha Brown", what="Sealed.", times=2, first_at=MADE, last_at=MADE, entry=7)


def held(case: CaseOnFile, choice: Choice) -> list[str]:
    """Each page of a reading copy as it is drawn, having been held against the check."""
    found = []
    for page in pages_of(contents_of(case, choice), (STEP,), made_at=MADE, for_print=True):
        data = pdf_of(page.html)
        assert faults(data) == []
        heads = "THead"  # WeasyPrint repeats the head of a table that goes on on the next page
        assert letters(words_in_reading_order(data, without=heads)) == letters(words_of(page.html))
        found.append(page.name)
    return found


def test_a_short_one():
    assert held(a_case(), everything(a_case())) == ["reading-copy"]


def test_one_that_words_were_removed_from():
    held(a_case(), everything(a_case(), *THREE_REMOVED))


def test_one_in_parts(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(parts, "RECORDS_IN_PART", 4)
    assert len(held(a_case(), everything(a_case()))) == 4


def test_one_of_every_kind_of_record_whatever_stands_in_it():
    case = of_every_kind()
    held(case, everything(case))


def letters(words: str) -> str:
    """Only what is the same however lines are broken and lists are marked."""
    return re.sub(r"[\W_]", "", words)


def words_of(html: str) -> str:
    """The words of a page in the order of its source."""
    reader = _Words()
    reader.feed(html)
    return "".join(reader.words)


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self._inside = False

    def handle_starttag(self, tag, attrs):
        self._inside = tag != "thead" and (self._inside or tag == "body")

    def handle_endtag(self, tag):
        self._inside = self._inside or tag == "thead"

    def handle_data(self, data):
        if self._inside:
            self.words.append(data)
