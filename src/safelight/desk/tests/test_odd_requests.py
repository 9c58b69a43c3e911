"""Requests that no page of ours sends: answered in words, in the look of the desk where there is one."""

from unittest import mock

from django.db import OperationalError
from django.test import Client

from safelight.desk.testing import DeskTestCase

A_CASE = {"safe_contact": "By day", "title": "Netball", "harm": "stalking"}


class OddRequestTests(DeskTestCase):
    def test_what_is_too_large_or_forged_gets_a_page_with_words(self):
        fields = {f"f{n}": "x" for n in range(2_000)}
        too_many = self.client.post("/cases/open/", fields)
        assert too_many.status_code == 400
        assert "This could not be understood" in too_many.content.decode()
        strict = Client(enforce_csrf_checks=True)
        strict.force_login(self.insider)
        forged = strict.post("/cases/open/", {"title": "x"})
        assert forged.status_code == 403
        assert "This was not done" in forged.content.decode()
        assert 'href="/"' in forged.content.decode()

    def test_a_full_database_is_said_in_words_wherever_it_fails(self):
        self.client.raise_request_exception = False
        full = OperationalError("database or disk is full")
        for fails in (
            mock.patch("django.contrib.sessions.backends.db.SessionStore.save", side_effect=full),
            mock.patch("safelight.desk.cases.actions.open_case", side_effect=full),
        ):
            with fails, self.assertLogs("django.request", "ERROR"):
                answer = self.client.post("/cases/open/", A_CASE)
            assert answer.status_code == 503
            assert "What you asked for was not done" in answer.content.decode()

    def test_a_fault_of_the_software_does_not_blame_the_disk(self):
        self.client.raise_request_exception = False
        with (
            mock.patch("safelight.desk.cases.actions.open_case", side_effect=ZeroDivisionError),
            self.assertLogs("django.request", "ERROR"),
        ):
            answer = self.client.post("/cases/open/", A_CASE)
        assert answer.status_code == 500
        assert "The software failed" in answer.content.decode()
