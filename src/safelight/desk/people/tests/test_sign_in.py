"""Signing in: by username or e-mail, with lock-outs, entered in the ledger, and no way to sign up."""

import pytest
from axes.models import AccessAttempt, AccessLog
from django.test import Client, override_settings
from django.urls import NoReverseMatch, reverse

from safelight.desk.keeping import the_ledger
from safelight.desk.people.actions import make_person
from safelight.desk.people.models import Person, Role
from safelight.desk.testing import PASSWORD, DeskTestCase
from safelight.evidence.audit import Act

SIGN_IN = "/people/sign-in/"


class SignInTests(DeskTestCase):
    def sign_in(self, login, password, client=None):
        return (client or self.client_of_stranger).post(SIGN_IN, {"login": login, "password": password})

    def newest(self):
        return the_ledger().entries(limit=1, newest_first=True)[0].event

    def test_by_username(self):
        answer = self.sign_in("asha", PASSWORD)
        assert answer.headers["Location"] == reverse("work:mine")
        assert self.newest().act is Act.SIGNED_IN
        assert self.newest().actor == self.insider.opaque

    def test_by_e_mail(self):
        Person.objects.filter(pk=self.insider.pk).update(email="asha@example.org")
        assert self.sign_in("asha@example.org", PASSWORD).status_code == 302

    def test_a_wrong_password_is_said_and_entered_without_what_was_typed(self):
        answer = self.sign_in("asha", "a-wrong-password")
        assert answer.status_code == 200
        assert "There is a problem" in answer.content.decode()
        assert self.newest().act is Act.SIGN_IN_FAILED
        assert "asha" not in str(self.newest())

    def test_what_was_typed_is_kept_nowhere(self):
        self.sign_in("my-password-in-the-wrong-box", "another-wrong-one")
        kept = [str(vars(attempt)) for attempt in AccessAttempt.objects.all()]
        assert len(kept) == 1
        assert "my-password" not in kept[0]
        assert "another-wrong" not in kept[0]
        self.sign_in("asha", PASSWORD)
        assert not AccessLog.objects.exists()

    def test_no_name_is_too_long_or_too_odd_to_be_answered(self):
        for odd in ("a" * 100_000, "a\0b", "’ OR 1=1", "٣"):
            assert self.sign_in(odd, "a-wrong-password").status_code == 200

    def test_five_wrong_tries_lock_the_right_password_out(self):
        for _ in range(5):
            last = self.sign_in("asha", "a-wrong-password")
        assert last.status_code == 429
        assert self.sign_in("asha", PASSWORD).status_code == 429
        assert self.sign_in("colin", PASSWORD, Client()).status_code == 302

    @override_settings(AXES_CLIENT_IP_CALLABLE="safelight.desk.people.adapter.address_behind_proxy")
    def test_behind_a_proxy_a_stranger_locks_nobody_out_but_themself(self):
        away, here = {"X-Forwarded-For": "10.0.0.9, 203.0.113.7"}, {"X-Forwarded-For": "203.0.113.7, 198.51.100.4"}
        given = {"login": "asha", "password": "a-wrong-password"}
        for _ in range(5):
            last = self.client_of_stranger.post(SIGN_IN, given, headers=away)
        assert last.status_code == 429
        answer = Client().post(SIGN_IN, {**given, "password": PASSWORD}, headers=here)
        assert answer.status_code == 302

    def test_an_account_that_was_closed_opens_nothing(self):
        Person.objects.filter(pk=self.insider.pk).update(is_active=False)
        assert self.sign_in("asha", PASSWORD).headers.get("Location") != reverse("work:mine")
        assert self.client.get("/").status_code == 302

    def test_passwords_are_hashed_with_scrypt(self):
        with override_settings(PASSWORD_HASHERS=["django.contrib.auth.hashers.ScryptPasswordHasher"]):
            assert make_person("dee", PASSWORD, "Dee", Role.DMI).password.startswith("scrypt$")

    def test_nobody_signs_up(self):
        for name in ("account_signup", "account_reset_password"):
            with pytest.raises(NoReverseMatch):
                reverse(name)

    def test_signing_out_ends_it(self):
        self.client.post(reverse("account_logout"))
        assert self.client.get("/").status_code == 302

    def test_the_pages_of_ones_own_account_are_ours(self):
        for name in ("account_change_password", "account_reauthenticate", "mfa_index", "account_logout"):
            answer = self.client.get(reverse(name))
            assert "govuk-template" in answer.content.decode(), name

    def test_a_second_step_can_be_set_up(self):
        self.sign_in("asha", PASSWORD)
        place = reverse("mfa_activate_totp")
        asked_again = self.client_of_stranger.get(place, follow=True).redirect_chain[-1][0]
        answer = self.client_of_stranger.post(asked_again, {"password": PASSWORD}, follow=True)
        assert answer.request["PATH_INFO"] == place
        page = answer.content.decode()
        assert "<svg" in page
        assert "data:" not in page


class AfterSigningInTests(DeskTestCase):
    def test_the_first_page_is_my_work_and_nothing_congratulates_anybody(self):
        self.client.logout()
        given = {"login": "asha", "password": PASSWORD}
        page = self.client.post(reverse("account_login"), given, follow=True).content.decode()
        assert "My work" in page
        assert "Success" not in page
