"""Requests that no page of ours sends: answered in words, in the look of the desk where there is one."""

from django.test import Client

from safelight.desk.testing import DeskTestCase


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
