"""The registry: every signal is asked, and one that fails never loses the findings of the others."""

from collections.abc import Iterator

import polars as pl
from tests.signals.frames import frame

from safelight.knowledge.jurisdiction import Jurisdiction
from safelight.signals import pursuit
from safelight.signals.context import CaseContext
from safelight.signals.finding import Finding
from safelight.signals.registry import SIGNALS, examine_all
from safelight.signals.signal import SignalManifest

TALK = frame([(0.0, "me", "leave me alone"), *((1440.0 * n, "her", "please answer me") for n in range(1, 9))])
LONDON = CaseContext(timezone="Europe/London")


class Broken:
    """A signal that stops half-way."""

    MANIFEST = SignalManifest(name="broken", harm="none", version="1", looks_for="", limits=(), evaluation="")

    def examine(self, records: pl.DataFrame, context: CaseContext) -> Iterator[Finding]:
        yield next(iter(pursuit.examine(records, context)))
        raise ZeroDivisionError


def test_every_signal_says_what_it_did_even_where_it_found_nothing():
    examined = examine_all(TALK.head(1), LONDON)
    assert examined.findings == ()
    assert [one.name for one in examined.read_by] == [one.MANIFEST.name for one in SIGNALS]
    assert all(one.records == 1 and one.limits and one.looks_for and not one.failed for one in examined.read_by)


def test_a_signal_that_fails_is_told_in_words_and_the_findings_stand():
    alone = examine_all(TALK, LONDON, signals=(pursuit,))
    both = examine_all(TALK, LONDON, signals=(Broken(), pursuit))
    assert set(alone.findings) <= set(both.findings)
    assert "Do not take its silence for an all-clear" in both.read_by[0].failed
    assert both.read_by[0].findings == 1


def test_the_manifests_are_told_apart_by_name():
    names = [one.MANIFEST.name for one in SIGNALS]
    assert len(set(names)) == len(names)
    assert all(one.MANIFEST.evaluation and one.MANIFEST.limits for one in SIGNALS)


def test_offences_of_england_and_wales_are_not_pointed_to_elsewhere():
    here = examine_all(TALK, LONDON, signals=(pursuit,))
    scottish = CaseContext(timezone="Europe/London", jurisdiction=Jurisdiction.SCOTLAND)
    there = examine_all(TALK, scottish, signals=(pursuit,))
    assert any(finding.offences for finding in here.findings)
    assert not any(finding.offences for finding in there.findings)
    assert [one.id for one in here.findings] == [one.id for one in there.findings]
