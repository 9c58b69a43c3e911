"""The place of a case: order, moves by hand, taking up, and the history of it in words."""

from datetime import timedelta
from unittest import mock

import pytest
from django.urls import reverse
from django.utils import timezone

from safelight.desk.board import actions
from safelight.desk.board.models import Cause, Move, TakenUp, Weighing
from safelight.desk.board.place import Place, place_of_case, target_of
from safelight.desk.board.weighing import keep_weighing
from safelight.desk.board.words import history_of
from safelight.desk.cases.actions import add_member, open_case
from safelight.desk.cases.models import Case, Harm
from safelight.desk.people.actions import make_person
from safelight.desk.people.models import Role
from safelight.desk.rules import NotAllowed
from safelight.desk.testing import PASSWORD, DeskTestCase
from safelight.desk.work import queue
from safelight.evidence.audit import Act
from safelight.triage.level import Level
from safelight.triage.priority import Priority
from safelight.triage.term import Floor, Term

REASON = "The victim told me more on the telephone."


def a_priority(
    level: Level = Level.MEDIUM, score: float = 12.0, floor: Level | None = None, **terms: float
) -> Priority:
    floors = (
        (Floor(flag="threat_to_life", level=floor, sentence="A floor.", findings=()),) if floor is not None else ()
    )
    return Priority(
        level=level,
        score=score,
        terms=tuple(
            Term(name=name.replace("__", ":"), points=points, sentence="-") for name, points in terms.items()
        ),
        floors=floors,
        reasons=("A reason in words.",),
        weights="",
    )


class BoardTestCase(DeskTestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        super().setUpTestData()
        cls.supervisor = make_person("sue", PASSWORD, "Sue Visor", Role.SUPERVISOR)
        add_member(cls.case, cls.insider, cls.supervisor)

    def setUp(self) -> None:
        super().setUp()
        self.weighed: dict[str, Priority | None] = {}
        for where in ("safelight.desk.work.queue._priority",):
            patched = mock.patch(where, lambda _request, case: self.weighed.get(case.key))
            patched.start()
            self.addCleanup(patched.stop)

    def place(self, priority: Priority | None = None, case: Case | None = None) -> Place:
        return place_of_case(Case.objects.get(pk=(case or self.case).pk), priority)

    def as_supervisor(self) -> None:
        self.client.force_login(self.supervisor)

    def address(self, *parts: str) -> str:
        return "/".join(["/cases", self.case.reference, "place", *parts, ""])


class MoveTests(BoardTestCase):
    def test_a_move_counts_until_it_runs_out(self):
        actions.move(self.place(a_priority()), self.supervisor, level="high", reason=REASON, days=3)
        assert self.place(a_priority()).level is Level.HIGH
        Move.objects.update(until=timezone.now() - timedelta(minutes=1))
        assert self.place(a_priority()).level is Level.MEDIUM

    def test_a_floor_cannot_be_undercut_by_a_hand(self):
        held = a_priority(Level.IMMEDIATE, 3, Level.IMMEDIATE)
        with pytest.raises(NotAllowed, match="floor"):
            actions.move(self.place(held), self.supervisor, level="low", reason=REASON, days=3)
        assert not Move.objects.exists()

    def test_a_floor_found_after_a_move_counts(self):
        actions.move(self.place(a_priority()), self.supervisor, level="low", reason=REASON, days=3)
        assert self.place(a_priority()).level is Level.LOW
        assert self.place(a_priority(Level.HIGH, 3, Level.HIGH)).level is Level.HIGH

    def test_a_graver_finding_after_a_move_down_counts(self):
        actions.move(self.place(a_priority()), self.supervisor, level="low", reason=REASON, days=3)
        assert self.place(a_priority(Level.HIGH, 30)).level is Level.HIGH

    def test_a_move_up_has_its_own_target(self):
        before = self.place(a_priority()).due_at
        actions.move(self.place(a_priority()), self.supervisor, level="immediate", reason=REASON, days=1)
        assert self.place(a_priority()).due_at < before

    def test_a_move_is_in_the_ledger_and_on_the_case_and_on_the_board(self):
        self.as_supervisor()
        answer = self.client.post(self.address("move"), {"level": "high", "reason": REASON, "days": "3"})
        assert answer.status_code == 302
        assert Act.CASE_MOVED in [entry.event.act for entry in self.entries()]
        assert REASON not in str([entry.event for entry in self.entries()])
        for address in (reverse("cases:case", args=[self.case.reference]), "/board/", "/", self.address()):
            assert REASON in self.client.get(address).content.decode(), address

    def test_a_move_needs_a_reason(self):
        self.as_supervisor()
        answer = self.client.post(self.address("move"), {"level": "high", "reason": "", "days": "3"})
        assert answer.status_code == 422
        assert not Move.objects.exists()

    def test_a_move_is_ended_with_a_reason(self):
        self.as_supervisor()
        actions.move(self.place(), self.supervisor, level="high", reason=REASON, days=3)
        assert self.client.post(self.address("end-move"), {"reason": "It was settled today."}).status_code == 302
        assert self.place().move is None
        assert "It was settled today." in self.client.get(self.address()).content.decode()
        assert self.client.post(self.address("end-move"), {"reason": "It was settled today."}).status_code == 422

    def test_the_level_it_has_is_no_move(self):
        with pytest.raises(NotAllowed, match="already"):
            actions.move(self.place(a_priority()), self.supervisor, level="medium", reason=REASON, days=1)


class TakenUpTests(BoardTestCase):
    def test_somebody_is_on_it_and_the_target_is_met(self):
        assert self.client.post(self.address("take-up")).status_code == 302
        assert self.place().taken.by == self.insider
        Case.objects.update(opened_at=timezone.now() - timedelta(days=400))
        assert not self.place().is_late
        assert "has been on it since" in self.client.get("/").content.decode()

    def test_it_must_be_taken_up_anew_when_it_rises(self):
        actions.take_up(self.place(a_priority()), self.insider)
        assert self.place(a_priority()).taken
        assert self.place(a_priority(Level.HIGH, 30)).taken is None
        actions.take_up(self.place(a_priority(Level.HIGH, 30)), self.insider)
        assert TakenUp.objects.filter(dropped_at=None).count() == 1

    def test_one_person_at_a_time_and_only_they_put_it_back(self):
        actions.take_up(self.place(), self.insider)
        with pytest.raises(NotAllowed, match="Asha Brown"):
            actions.take_up(self.place(), self.supervisor)
        with pytest.raises(NotAllowed, match="not the one"):
            actions.put_back(self.place(), self.supervisor)
        assert self.client.post(self.address("put-back")).status_code == 302
        assert self.place().taken is None
        acts = [entry.event.act for entry in self.entries() if entry.event.act in {Act.TAKEN_UP, Act.PUT_BACK}]
        assert acts == [Act.TAKEN_UP, Act.PUT_BACK]


class WeighingTests(BoardTestCase):
    def said(self) -> str:
        changes = history_of(list(self.case.weighings.all()), list(self.case.moves.all()))
        return " ".join(sentence for change in changes for sentence in change.sentences)

    def test_what_changed_is_kept_in_words(self):
        keep_weighing(self.case, a_priority(harm__pursuit=12), Cause.EXAMINED)
        graver = a_priority(Level.IMMEDIATE, 38, Level.IMMEDIATE, harm__pursuit=12, sign__imminent=12)
        keep_weighing(self.case, graver, Cause.DECIDED, by=self.insider)
        said = self.said()
        assert "It was medium and is immediate." in said
        assert "A message appears to threaten death or serious injury, so it is immediate at least." in said
        assert "Somebody decided about a finding." in said
        assert "names a time or a place close at hand" in said
        assert [one.event.act for one in self.entries()] == [Act.PRIORITY_CHANGED] * 2

    def test_what_no_longer_holds_is_said_too(self):
        keep_weighing(self.case, a_priority(Level.HIGH, 3, Level.HIGH, harm__threats=3), Cause.EXAMINED)
        keep_weighing(self.case, a_priority(Level.LOW, 3, harm__threats=1), Cause.DECIDED, by=self.insider)
        assert "No longer: A message appears to threaten" in self.said()
        assert "Weighs less: threats." in self.said()

    def test_nothing_new_is_no_change(self):
        assert keep_weighing(self.case, a_priority(waiting=1), Cause.EXAMINED)
        assert keep_weighing(self.case, a_priority(score=13, waiting=2), Cause.EXAMINED) is None
        assert Weighing.objects.count() == 1

    def test_a_level_it_rises_to_has_its_target_from_then_on_and_an_earlier_one_stands(self):
        first = keep_weighing(self.case, a_priority(Level.LOW, 2), Cause.EXAMINED)
        assert first.due_at == self.case.opened_at + target_of(Level.LOW)
        second = keep_weighing(self.case, a_priority(Level.IMMEDIATE, 60, x=60), Cause.EXAMINED)
        assert second.due_at == second.at + target_of(Level.IMMEDIATE)
        third = keep_weighing(self.case, a_priority(Level.IMMEDIATE, 70, x=70), Cause.EXAMINED)
        assert third.due_at == second.due_at

    def test_waiting_alone_can_raise_a_level_and_that_is_history(self):
        keep_weighing(self.case, a_priority(Level.LOW, 11, x=11), Cause.EXAMINED)
        self.weighed[self.case.key] = a_priority(Level.MEDIUM, 12, x=11, waiting=1)
        self.client.get("/")
        self.client.get("/")
        assert [one.cause for one in self.case.weighings.all()] == [Cause.EXAMINED, Cause.TIME]


class OrderTests(BoardTestCase):
    def test_my_work_and_the_board_have_the_same_order(self):
        self.as_supervisor()
        second = open_case(self.supervisor, title="Second", harm=Harm.THREATS, safe_contact="-")
        third = open_case(self.supervisor, title="Third", harm=Harm.HATE, safe_contact="-")
        self.weighed = {
            self.case.key: a_priority(Level.HIGH, 49, x=49),
            second.key: a_priority(Level.IMMEDIATE, 0, Level.IMMEDIATE),
            third.key: a_priority(Level.MEDIUM, 12),
        }
        for address in ("/", "/board/"):
            page = self.client.get(address).content.decode()
            places = [page.index(title) for title in ("Second", "Contact after separation", "Third")]
            assert places == sorted(places), address

    def test_past_its_target_is_said_in_words_and_the_case_rises(self):
        self.as_supervisor()
        second = open_case(self.supervisor, title="Second", harm=Harm.THREATS, safe_contact="-")
        self.weighed = {self.case.key: a_priority(Level.LOW, 2), second.key: a_priority(Level.MEDIUM, 18, x=18)}
        Case.objects.filter(pk=self.case.pk).update(opened_at=timezone.now() - timedelta(days=40))
        page = self.client.get("/board/").content.decode()
        assert "Past its target" in page
        assert "1 case or report is past its target" in page
        assert page.index("Contact after separation") < page.index("Second")

    def test_the_board_says_what_is_worth_dropping(self):
        self.as_supervisor()
        second = open_case(self.supervisor, title="Second", harm=Harm.THREATS, safe_contact="-")
        self.weighed = {self.case.key: a_priority(Level.LOW, 2), second.key: a_priority(Level.IMMEDIATE, 60, x=60)}
        actions.take_up(self.place(self.weighed[self.case.key]), self.insider)
        page = self.client.get("/board/").content.decode()
        assert f"Asha Brown is on {self.case.reference}, which weighs far less." in page

    def test_each_case_on_the_board_is_a_look_at_it(self):
        self.as_supervisor()
        self.weighed = {}
        with mock.patch.object(queue, "_priority", queue._priority):
            self.client.get("/board/")
        assert self.entries(self.case_of_colleague) == []


class AccessTests(BoardTestCase):
    def test_another_team_and_strangers_see_no_place(self):
        for part in ("", "move", "end-move"):
            self.assert_hidden(self.address(part) if part else self.address())
        for part in ("move", "end-move", "take-up", "put-back"):
            self.assert_hidden(self.address(part), "post")

    def test_the_board_is_for_supervisors_and_shows_their_cases_only(self):
        assert self.client.get("/board/").status_code == 403
        page = self.client_of_colleague.get("/board/")
        assert page.status_code == 200
        assert self.case.reference not in page.content.decode()
        assert self.client_of_stranger.get("/board/").status_code == 302

    def test_an_officer_moves_nothing(self):
        answer = self.client.post(self.address("move"), {"level": "low", "reason": REASON, "days": "3"})
        assert answer.status_code == 403
        assert not Move.objects.exists()
