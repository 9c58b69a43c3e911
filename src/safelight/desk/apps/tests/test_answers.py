"""What was said of apps: kept sealed, on record, shown with the check, and told to the footprint in three values."""

from datetime import UTC, datetime
from itertools import product

import pytest
from django.test import Client

from safelight.apps_check.app import InstalledApp
from safelight.desk.apps.answers_form import mark_of
from safelight.desk.apps.kept import ODD_APPS, AppAnswer, odd_apps, told_of
from safelight.desk.apps.models import AppAnswersVersion
from safelight.desk.apps.tests.an_app_list import AppListCase
from safelight.desk.cases.actions import add_member
from safelight.desk.footprint.actions import keep
from safelight.desk.footprint.kept import KeptFootprint
from safelight.desk.footprint.opened import open_footprint
from safelight.desk.looks import event_of
from safelight.desk.people.actions import make_person
from safelight.desk.people.models import Role
from safelight.desk.testing import PASSWORD
from safelight.evidence.audit import Act
from safelight.knowledge.answer import Answer
from safelight.planning.footprint import Footprint, Thing, Who

WATCH = InstalledApp(id="com.example.watchoveryou")
AT = datetime(2026, 11, 27, tzinfo=UTC)
PHONE = Thing(id="t1", kind="phone", name="the blue phone")


def said(known: Answer, who: Who = Who.NOT_KNOWN, made: Answer = Answer.NOT_ASKED) -> AppAnswer:
    return AppAnswer(known=known, put_there_by=who, made_to=made, by="Ines Okoro", at=AT)


def test_no_needs_all_three_to_be_said() -> None:
    for known, who, made in product(Answer, Who, Answer):
        if said(known, who, made).is_odd is Answer.NO:
            assert (known, who, made) == (Answer.YES, Who.VICTIM, Answer.NO)


@pytest.mark.parametrize(
    ("one", "odd"),
    [
        (said(Answer.NO), Answer.YES),
        (said(Answer.YES, Who.OTHER_SIDE), Answer.YES),
        (said(Answer.YES, Who.VICTIM, Answer.YES), Answer.YES),
        (said(Answer.NOT_SURE), Answer.NOT_SURE),
        (said(Answer.YES), Answer.NOT_ASKED),
        (said(Answer.NOT_ASKED), Answer.NOT_ASKED),
    ],
)
def test_what_one_app_comes_to(one: AppAnswer, odd: Answer) -> None:
    assert one.is_odd is odd


def test_of_some_apps_nobody_learns_that_there_is_no_other() -> None:
    assert odd_apps([said(Answer.YES, Who.VICTIM, Answer.NO)]) is Answer.NOT_ASKED
    assert odd_apps([said(Answer.YES, Who.VICTIM, Answer.NO), said(Answer.NOT_SURE)]) is Answer.NOT_SURE
    assert odd_apps([said(Answer.NOT_SURE), said(Answer.NO)]) is Answer.YES


def test_what_was_said_of_the_whole_device_is_never_weakened() -> None:
    told = Thing(id="t1", kind="phone", answers={ODD_APPS: Answer.YES})
    assert told_of(told, [said(Answer.NOT_SURE)]) == told
    assert told_of(PHONE, [said(Answer.NOT_ASKED)]) == PHONE
    assert told_of(PHONE, [said(Answer.NO)]).answer(ODD_APPS) is Answer.YES


class AnswersTests(AppListCase):
    @classmethod
    def setUpTestData(cls) -> None:
        super().setUpTestData()
        kept = KeptFootprint(footprint=Footprint(things=(PHONE,)), things_ever=1)
        keep(cls.case, cls.insider, kept, domain="devices", seen=0)

    def given(self, **changed: str) -> dict[str, str]:
        mark = mark_of(WATCH)
        said = {f"known-{mark}": "no", f"who-{mark}": "other_side", f"made-{mark}": "not_sure"}
        return {**said, "device": "t1", "seen": "0", **changed}

    def send(self, **changed: str):
        return self.client.post(self.address(self.exhibit.slug, 1, "answers"), self.given(**changed))

    def test_it_is_kept_sealed_with_an_entry_and_shown_in_the_check(self) -> None:
        assert self.send().status_code == 302
        page = self.client.get(self.address(self.exhibit.slug, 1)).content.decode()
        assert "What they said:" in page
        assert "knew that it is there: No" in page
        assert "Asha Brown" in page
        [entry] = [one.event for one in self.entries() if one.event.act is Act.APPS_ANSWERED]
        assert (entry.details["number"], entry.details["answered"]) == (1, 1)
        assert "watchoveryou" not in str([one.event for one in self.entries()])
        assert "watchoveryou" not in str(AppAnswersVersion.objects.values().get())

    def test_it_is_told_to_the_footprint_and_the_next_plan_goes_by_it(self) -> None:
        self.send()
        audit = event_of(self.insider, Act.LOOKED_AT_FOOTPRINT, case=self.case.key)
        kept, number = open_footprint(self.case, audit=audit)
        thing = kept.footprint.thing("t1")
        assert number == 2
        assert thing is not None
        assert thing.answer(ODD_APPS) is Answer.YES
        assert kept.said["t1"].by == "Asha Brown"

    def test_without_a_device_the_footprint_stays_as_it_is(self) -> None:
        self.send(device="")
        assert AppAnswersVersion.objects.count() == 1
        assert self.case.footprints.count() == 1

    def test_nobody_overwrites_what_a_colleague_kept_meanwhile(self) -> None:
        self.send()
        answer = self.send()
        assert answer.status_code == 422
        assert "Somebody else kept answers" in answer.content.decode()
        assert AppAnswersVersion.objects.count() == 1

    def test_what_did_not_change_keeps_who_said_it(self) -> None:
        self.send()
        self.send(seen="1", device="")
        assert AppAnswersVersion.objects.count() == 2
        assert self.case.footprints.count() == 2

    def test_a_colleague_and_a_stranger_get_nowhere(self) -> None:
        address = self.address(self.exhibit.slug, 1, "answers")
        assert self.client_of_colleague.post(address, self.given()).status_code == 404
        assert self.client_of_stranger.post(address, self.given()).status_code == 302
        assert not AppAnswersVersion.objects.exists()

    def test_a_supervisor_reads_them_and_writes_none(self) -> None:
        person = make_person("sue", PASSWORD, "Sue Hart", Role.SUPERVISOR)
        add_member(self.case, self.insider, person)
        supervisor = Client()
        supervisor.force_login(person)
        page = supervisor.get(self.address(self.exhibit.slug, 1)).content.decode()
        assert "Keep what they said" not in page
        assert supervisor.post(self.address(self.exhibit.slug, 1, "answers"), self.given()).status_code == 403
