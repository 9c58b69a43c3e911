"""The same form, sent again, does nothing again; what was not done may be sent again."""

from datetime import timedelta
from unittest.mock import patch

from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from safelight.desk.cases.actions import add_member
from safelight.desk.sent_forms import middleware
from safelight.desk.sent_forms.models import SentForm
from safelight.desk.testing import DeskTestCase

ARRIVED_BEFORE = "This form had already arrived. Nothing was done a second time."


class EachFormOnceTests(DeskTestCase):
    def setUp(self) -> None:
        super().setUp()
        self.address = f"/cases/{self.case.reference}/tasks/add/"

    def a_page(self, client: Client | None = None) -> dict[str, str]:
        """The form as one look at its page shows it."""
        page = (client or self.client).get(self.address)
        token = str(page.context["csrf_token"])
        return {"csrfmiddlewaretoken": token, "what": "Ring the bank", "how": "", "owner": str(self.insider.pk)}

    def send(self, form: dict[str, str], client: Client | None = None) -> HttpResponse:
        return (client or self.client).post(self.address, form)  # type: ignore[return-value]

    def test_the_same_form_again_makes_one_task_and_says_so(self) -> None:
        form = self.a_page()
        first, again = self.send(form), self.send(form)
        assert self.case.tasks.count() == 1
        assert again.headers["Location"] == first.headers["Location"]
        self.assertContains(self.client.get(again.headers["Location"]), ARRIVED_BEFORE)

    def test_the_same_answers_on_a_page_asked_for_anew_are_a_second_task(self) -> None:
        self.send(self.a_page())
        self.send(self.a_page())
        assert self.case.tasks.count() == 2

    def test_other_answers_on_the_same_page_are_a_second_task(self) -> None:
        form = self.a_page()
        self.send(form)
        self.send({**form, "what": "Ring the landlord"})
        assert self.case.tasks.count() == 2

    def test_a_form_that_had_to_be_corrected_may_be_sent_again(self) -> None:
        form = self.a_page()
        self.send({**form, "what": ""})
        assert not SentForm.objects.exists()
        self.send({**form, "what": ""})
        self.send(form)
        assert self.case.tasks.count() == 1

    def test_two_people_who_send_the_same_words_both_count(self) -> None:
        add_member(self.case, self.insider, self.colleague)
        form = self.a_page()
        self.send(form)
        self.send(form, self.client_of_colleague)
        assert self.case.tasks.count() == 2

    def test_a_colleague_from_the_wrong_team_and_a_stranger_leave_no_trace(self) -> None:
        form = self.a_page()
        assert self.send(form, self.client_of_colleague).status_code == 404
        assert self.send(form, self.client_of_stranger).status_code == 302
        assert not SentForm.objects.exists()

    def test_a_form_whose_answer_was_cut_off_is_not_done_again_and_that_is_said(self) -> None:
        form = self.a_page()
        self.send(form)
        SentForm.objects.update(answered_with="")
        with patch.object(middleware, "PATIENCE_SECONDS", 0.0):
            again = self.send(form)
        self.assertContains(again, "has not been answered", status_code=409)
        assert self.case.tasks.count() == 1

    def test_forms_are_forgotten_after_a_day(self) -> None:
        self.send(self.a_page())
        SentForm.objects.update(sent_at=timezone.now() - timedelta(days=1, minutes=1))
        self.send(self.a_page())
        assert SentForm.objects.count() == 1
