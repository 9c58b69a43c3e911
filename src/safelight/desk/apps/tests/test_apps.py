"""The check of apps on the desk: sealed first, read apart, graded, asked about."""

from unittest import mock

import pytest
from django.test import override_settings

from safelight.desk.apps import permissions
from safelight.desk.apps.tests.an_app_list import AppListCase
from safelight.desk.apps.views import TYPED_NAME
from safelight.desk.cases.tests.test_permissions import a_case, a_person
from safelight.desk.exhibits.worker import run_worker
from safelight.desk.people.models import Role
from safelight.evidence.audit import Act


class AppsTests(AppListCase):
    def page(self, *parts: object, status: int = 200) -> str:
        answer = self.client.get(self.address(*parts), follow=True)
        assert answer.status_code == status
        return answer.content.decode()

    def test_a_list_that_was_handed_in_is_held_against_the_indicators(self):
        page = self.page(self.exhibit.slug)
        assert "has the package name of WatchOverYou in the list" in page
        assert "which many people use openly" in page
        assert page.index("WatchOverYou in the list") < page.index("FamilyCircle")
        assert "com.android.phone" not in page
        assert "made-up.yaml" in page
        assert "does not mean that nothing is there" in page

    def test_it_is_the_same_after_the_worker_read_the_exhibit(self):
        run_worker(until_idle=True)
        assert "has the package name of WatchOverYou" in self.page(self.exhibit.slug)

    def test_a_typed_list_is_sealed_as_an_exhibit_and_laid_over_the_days_that_matter(self):
        typed = "System Helper; 2026-03-02\nCalculator\n"
        answer = self.client.post(self.address(), {"typed": typed}, follow=True)
        page = answer.content.decode()
        assert "Put there on 2 March 2026." in page
        assert "they were told to stop, or blocked" in page
        assert self.case.exhibits.count() == 2
        acts = [entry.event.act for entry in self.entries()]
        assert Act.EXHIBIT_SEALED in acts
        assert Act.LOOKED_AT_EXHIBIT in acts
        assert "Helper" not in str([entry.event for entry in self.entries()])
        assert TYPED_NAME in self.page()

    def test_servers_seen_are_held_against_the_list_and_not_kept(self):
        address = self.address(self.exhibit.slug, 1)
        page = self.client.post(address, {"hosts": "api.watchoveryou.example\n"}).content.decode()
        assert "api.watchoveryou.example was seen" in page
        assert "watchoveryou.example" not in str([entry.event for entry in self.entries()])

    def test_without_indicators_it_says_so(self):
        with override_settings(INDICATORS=[]):
            assert "No list of indicators is loaded" in self.page(self.exhibit.slug)

    def test_indicators_that_cannot_be_used_are_said_in_a_sentence(self):
        self.listed.write_text("a: [", "utf-8")
        assert "not readable YAML" in self.page(self.exhibit.slug)
        self.listed.unlink()
        assert "cannot be opened" in self.page(self.exhibit.slug)

    def test_what_is_no_list_is_said_in_a_sentence(self):
        self.client.post(self.address(), {"typed": "{}"})
        assert "not a list of packages" in self.page(self.case.exhibits.last().slug)

    def test_the_desk_does_not_take_the_list_apart_itself(self):
        with mock.patch("safelight.apps_check.lists.read_list", side_effect=AssertionError):
            assert "WatchOverYou" in self.page(self.exhibit.slug)

    def test_nothing_typed_is_no_list(self):
        assert self.client.post(self.address(), {"typed": ""}).status_code == 422
        assert self.case.exhibits.count() == 1

    def test_a_member_that_is_not_there(self):
        run_worker(until_idle=True)
        self.page(self.exhibit.slug, 99, status=404)
        self.page("ZZ-9", status=404)

    def test_another_team_and_strangers_see_nothing(self):
        for parts in ((), (self.exhibit.slug,), (self.exhibit.slug, 1)):
            self.assert_hidden(self.address(*parts))
        self.assert_hidden(self.address(), "post")
        self.assert_hidden(self.address(self.exhibit.slug, 1), "post")


@pytest.mark.django_db
@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("on_case", [True, False])
def test_everybody_on_the_case_but_overseers(role, on_case):
    person = a_person(role)
    allowed = on_case and role != Role.OVERSEER
    assert permissions.may_check_apps(person, a_case(person, on_case=on_case, owns=False)) is allowed
