"""Tasks: who may see, raise and close them, that their words are sealed, and what the ledger says."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from safelight.desk.cases.actions import add_member
from safelight.desk.people.actions import make_person
from safelight.desk.people.models import Role
from safelight.desk.rules import NotAllowed
from safelight.desk.tasks.actions import change_task, close_task, raise_task
from safelight.desk.tasks.models import Task, TaskState
from safelight.desk.tasks.permissions import may_change_task, may_raise_task
from safelight.desk.tasks.words import TaskWords
from safelight.desk.testing import PASSWORD, DeskTestCase
from safelight.evidence.audit import Act

WORDS = TaskWords("Ask for the sign-ins of sam_88", "From the platform")


def the_day(day: date) -> dict[str, str]:
    """A day as the three boxes send it."""
    return {"due-day": str(day.day), "due-month": str(day.month), "due-year": str(day.year)}


class TaskTests(DeskTestCase):
    def setUp(self) -> None:
        super().setUp()
        self.task = raise_task(self.case, self.insider, WORDS, owner=self.insider)

    def address(self, *parts: object) -> str:
        return "/".join(("", "cases", self.case.reference, "tasks", *map(str, parts), ""))

    def joined(self, role: Role, name: str):
        person = make_person(name, PASSWORD, name.title(), role)
        add_member(self.case, self.insider, person)
        return person

    def test_only_people_on_the_case_get_to_any_page(self):
        for address in (self.address(), self.address("add"), self.address(1)):
            self.assert_hidden(address)
        for address in (self.address("add"), self.address(1, "change"), self.address(1, "close")):
            self.assert_hidden(address, "post")

    def test_what_a_task_says_is_sealed_and_in_no_row_and_no_entry(self):
        row = Task.objects.values().get()
        assert not [value for value in row.values() if "sam_88" in str(value) or "sign-ins" in str(value)]
        assert not [entry for entry in self.entries() if "sam_88" in str(entry)]
        assert "sam_88" in self.client.get(self.address(1)).content.decode()

    def test_it_is_raised_on_the_page_with_an_owner_and_a_day(self):
        day = timezone.localdate() + timedelta(days=9)
        given = {"what": "Ring the school", "how": "", "owner": self.insider.pk, **the_day(day)}
        page = self.client.post(self.address("add"), given, follow=True).content.decode()
        assert "Ring the school" in page
        assert "Asha Brown, by" in page
        assert any(entry.event.act is Act.TASK_RAISED for entry in self.entries())

    def test_every_look_at_tasks_is_in_the_ledger(self):
        self.client.get(self.address())
        self.client.get(self.address())
        assert sum(entry.event.act is Act.LOOKED_AT_TASKS for entry in self.entries()) == 2

    def test_a_task_needs_words_and_somebody_on_the_case(self):
        for missing in (
            {"what": ""},
            {"owner": ""},
            {"owner": self.colleague.pk},
            {"due-day": "3"},
            the_day(date(2027, 2, 1)) | {"due-day": "31"},
        ):
            given = {"what": "Ring", "owner": self.insider.pk} | missing
            assert self.client.post(self.address("add"), given).status_code == 200
        assert Task.objects.count() == 1

    def test_it_cannot_be_given_to_somebody_who_cannot_see_it_or_for_a_day_gone_by(self):
        with pytest.raises(NotAllowed, match="not on this case"):
            raise_task(self.case, self.insider, WORDS, owner=self.colleague)
        yesterday = timezone.localdate() - timedelta(days=1)
        with pytest.raises(NotAllowed, match="gone by"):
            raise_task(self.case, self.insider, WORDS, owner=self.insider, due=yesterday)

    def test_one_open_task_about_a_thing_is_enough_and_a_new_one_may_follow(self):
        first = raise_task(self.case, self.insider, WORDS, owner=self.insider, about="gap:1")
        with pytest.raises(NotAllowed, match="open task about this"):
            raise_task(self.case, self.insider, WORDS, owner=self.insider, about="gap:1")
        close_task(first, self.insider, state=TaskState.DONE, outcome="They sent them.")
        assert raise_task(self.case, self.insider, WORDS, owner=self.insider, about="gap:1").number == 3

    def test_what_came_of_it_is_kept_sealed_and_shown(self):
        page = self.client.post(
            self.address(1, "close"), {"state": "done", "outcome": "Three sign-ins from Leeds."}, follow=True
        ).content.decode()
        assert "Three sign-ins from Leeds." in page
        row = Task.objects.get()
        assert row.state == TaskState.DONE
        assert row.closed_by == self.insider
        assert "Leeds" not in str(Task.objects.values().get())

    def test_closing_needs_a_state_and_words_and_happens_once(self):
        self.client.post(self.address(1, "close"), {"state": "done", "outcome": ""})
        self.client.post(self.address(1, "close"), {"state": "", "outcome": "Done."})
        assert Task.objects.get().is_open
        close_task(self.task, self.insider, state=TaskState.DROPPED, outcome="She moved.")
        with pytest.raises(NotAllowed, match="was closed"):
            close_task(self.task, self.insider, state=TaskState.DONE, outcome="Again.")
        with pytest.raises(NotAllowed, match="was closed"):
            change_task(self.task, self.insider, owner=self.insider, due=None)

    def test_it_can_be_given_to_somebody_else_with_another_day(self):
        dmi = self.joined(Role.DMI, "dev")
        day = timezone.localdate() + timedelta(days=3)
        self.client.post(self.address(1, "change"), {"owner": dmi.pk, **the_day(day)})
        row = Task.objects.get()
        assert (row.owner, row.due) == (dmi, day)
        entry = next(entry for entry in self.entries() if entry.event.act is Act.TASK_CHANGED)
        assert entry.event.details == {"owner": dmi.opaque}

    def test_who_may_change_it(self):
        advisor, supervisor = self.joined(Role.IDVA, "ines"), self.joined(Role.SUPERVISOR, "sue")
        assert may_raise_task(advisor, self.case)
        assert not may_raise_task(self.colleague, self.case)
        table = {self.insider: True, supervisor: True, advisor: False, self.colleague: False}
        assert {person: may_change_task(person, self.task) for person in table} == table
        self.client.force_login(advisor)
        assert "Close this task" not in self.client.get(self.address(1)).content.decode()
        answer = self.client.post(self.address(1, "close"), {"state": "done", "outcome": "Done."})
        assert answer.status_code == 403

    def test_a_task_that_is_late_says_so(self):
        Task.objects.update(due=timezone.localdate() - timedelta(days=1))
        assert "Late" in self.client.get(self.address()).content.decode()
