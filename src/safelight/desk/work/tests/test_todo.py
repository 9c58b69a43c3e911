"""Your tasks on My work: one list over all cases, due first, then by harm; and only what is yours."""

from datetime import date, timedelta
from unittest import mock

from django.utils import timezone

from safelight.desk.cases.actions import open_case
from safelight.desk.cases.models import Case, Harm
from safelight.desk.people.models import Person
from safelight.desk.plans import actions
from safelight.desk.plans.models import Deed
from safelight.desk.plans.notes import Note
from safelight.desk.plans.tests.a_plan import PlannedCase
from safelight.desk.tasks.actions import raise_task
from safelight.desk.tasks.models import Task, TaskState
from safelight.desk.tasks.todo import Soon, soon
from safelight.desk.tasks.words import TaskWords
from safelight.desk.testing import DeskTestCase
from safelight.desk.work import queue
from safelight.evidence.audit import Act
from safelight.triage.level import Level
from safelight.triage.priority import Priority

TODAY = date(2026, 11, 27)


def a_task(case: Case, by: Person, what: str, days: int | None) -> Task:
    """A task of theirs; a day gone by is set past the rule, as time would."""
    task = raise_task(case, by, TaskWords(what), owner=by)
    if days is not None:
        Task.objects.filter(pk=task.pk).update(due=timezone.localdate() + timedelta(days=days))
    return task


def test_how_soon_a_day_is() -> None:
    days = {-1: Soon.LATE, 0: Soon.TODAY, 1: Soon.THIS_WEEK, 7: Soon.THIS_WEEK, 8: Soon.LATER}
    assert {n: soon(TODAY + timedelta(days=n), TODAY) for n in days} == days
    assert soon(None, TODAY) is Soon.NO_DAY


class YourTasksTests(DeskTestCase):
    def test_what_is_due_comes_first_and_then_the_case_with_most_harm(self) -> None:
        graver = open_case(self.insider, title="Graver", harm=Harm.THREATS, safe_contact="-")
        a_task(self.case, self.insider, "Ring the school", None)
        a_task(self.case, self.insider, "Ask the bank", 3)
        a_task(graver, self.insider, "Ask the platform", 5)
        a_task(self.case, self.insider, "See the neighbour", -2)
        levels = {self.case.key: Level.LOW, graver.key: Level.IMMEDIATE}

        def weighed(_request: object, case: Case) -> Priority:
            return Priority(level=levels[case.key], score=1, terms=(), floors=(), reasons=("-",), weights="")

        with mock.patch.object(queue, "_priority", weighed):
            page = self.client.get("/").content.decode()
        said = ("See the neighbour", "Ask the platform", "Ask the bank", "Ring the school")
        places = [page.index(words) for words in said]
        assert places == sorted(places)
        assert "Late" in page[places[0] : places[1]]
        assert "Late" not in page[places[1] :]

    def test_opening_their_words_is_a_look_and_a_case_without_tasks_is_not_looked_at(self) -> None:
        a_task(self.case, self.insider, "Ring the school", None)
        other = open_case(self.insider, title="Other", harm=Harm.THREATS, safe_contact="-")
        self.client.get("/")
        looks = [
            case.key
            for case in (self.case, other)
            for one in self.entries(case)
            if one.event.act is Act.LOOKED_AT_TASKS
        ]
        assert looks == [self.case.key]

    def test_closed_tasks_and_those_of_others_are_not_in_it(self) -> None:
        task = a_task(self.case, self.insider, "Ring the school", None)
        Task.objects.filter(pk=task.pk).update(state=TaskState.DONE)
        assert "Your tasks" not in self.client.get("/").content.decode()
        a_task(self.case_of_colleague, self.colleague, "Ask the bank", 0)
        assert "Ask the bank" not in self.client.get("/").content.decode()
        assert "Ask the bank" in self.client_of_colleague.get("/").content.decode()
        assert self.client_of_stranger.get("/").status_code == 302


class MeasuresAmongTasksTests(PlannedCase):
    def give(self, measure: str, thing: str = "") -> None:
        due = timezone.localdate() + timedelta(days=2)
        actions.give(self.case, self.advisor, (measure, thing), self.insider, due)

    def test_a_measure_is_done_when_its_check_is_on_record(self) -> None:
        self.give("safe-contact")
        assert "Agree how to be in touch safely" in self.page(self.insider)
        assert "done when its check is on record" in self.page(self.insider)
        note = Note(words="She said the word.", whose="Ines Okoro")
        actions.close(self.case, self.insider, ("safe-contact", ""), Deed.DONE, note, seen_by=self.advisor)
        assert "Your tasks" not in self.page(self.insider)

    def page(self, person: Person, *parts: object, status: int = 200) -> str:
        """My work where no page of the case is asked for."""
        return super().page(person, *parts, status=status) if parts else self.as_(person).get("/").content.decode()

    def test_the_tasks_of_a_case_hold_the_measures_that_somebody_has(self) -> None:
        self.give("safe-contact")
        raise_task(self.case, self.insider, TaskWords("Ring the school"), owner=self.advisor)
        page = self.page(self.insider, "tasks")
        assert page.index("Agree how to be in touch safely") < page.index("Ring the school")
        assert "Ines Okoro" in page
