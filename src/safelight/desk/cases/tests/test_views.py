"""Screens of a case, for three people; to a colleague a case is the same as no case at all."""

import io
import re
from unittest import mock

from django.urls import reverse

from safelight.desk.cases.models import Case, Harm, Membership
from safelight.desk.exhibits.actions import hand_in
from safelight.desk.exhibits.tests.test_jobs import CHAT
from safelight.desk.exhibits.worker import run_worker
from safelight.desk.people.models import Person, Role
from safelight.desk.testing import DeskTestCase
from safelight.evidence.audit import Act
from safelight.evidence.ledger import Ledger, LedgerUnavailable

GRAVE = b"".join(
    b"%02d/03/2026, 23:10 - Rhys: I will kill you tonight, I know where you live\n" % day for day in range(1, 9)
)
NO_SUCH = "SL-1999-0001"


class CasePageTests(DeskTestCase):
    def setUp(self):
        super().setUp()
        self.address = reverse("cases:case", args=[self.case.reference])

    def test_it_says_whose_it_is_how_to_reach_the_victim_and_what_to_do(self):
        page = self.client.get(self.address).content.decode()
        for words in (self.case.reference, self.case.title, "By day", "Asha Brown", "Add what the victim brought"):
            assert words in page

    def test_every_look_is_entered_and_nothing_is_kept_by_the_browser(self):
        answer = self.client.get(self.address)
        looks = [entry.event for entry in self.entries()]
        assert looks[0].act is Act.LOOKED_AT_CASE
        assert {look.actor for look in looks} == {self.insider.opaque}
        assert answer.headers["Cache-Control"] == "no-store"

    def test_the_next_look_says_what_changed(self):
        assert "since you last looked" not in self.client.get(self.address).content.decode()
        self.client.post(reverse("cases:context", args=[self.case.reference]), {"owner_name": "Mia"})
        assert "What officers know was changed." in self.client.get(self.address).content.decode()
        assert "since you last looked" not in self.client.get(self.address).content.decode()

    def test_work_of_the_worker_shows_as_it_goes_on(self):
        hand_in(self.case, self.insider, "_chat.txt", io.BytesIO(CHAT))
        row = reverse("exhibits:state", args=[self.case.reference, "AB-1"])
        page = self.client.get(self.address).content.decode()
        assert f'hx-get="{row}"' in page
        assert "1 exhibit is still being read." in page
        run_worker(until_idle=True)
        ended = self.client.get(row, headers={"HX-Request": "true"}).content.decode()
        assert "hx-get" not in ended
        assert "Show what is new" in ended

    def test_the_victims_safe_contact_comes_before_everything_else(self):
        page = self.client.get(self.address).content.decode()
        assert page.index("Contacting the victim safely") < page.index("How dangerous it appears")

    def test_findings_stand_with_their_day_and_wait_among_the_next_steps(self):
        hand_in(self.case, self.insider, "_chat.txt", io.BytesIO(GRAVE))
        run_worker(until_idle=True)
        page = self.client.get(self.address).content.decode()
        assert re.search(r"Check the (finding that waits|\d+ findings that wait)", page)
        assert re.search(r"(On|From) \d+ March 2026", page)

    def test_an_exhibit_of_somebody_with_an_accent_has_its_page(self):
        Person.objects.filter(pk=self.insider.pk).update(name="Élan Łuk")
        hand_in(self.case, Person.objects.get(pk=self.insider.pk), "_chat.txt", io.BytesIO(CHAT))
        page = self.client.get(self.address).content.decode()
        assert "ÉŁ/1" in page
        address = reverse("exhibits:exhibit", args=[self.case.reference, "ÉŁ-1"])
        assert self.client.get(address).status_code == 200

    def test_no_cookie_says_what_was_done(self):
        address = reverse("cases:members", args=[self.case.reference])
        answer = self.client.post(address, {"username": self.colleague.username})
        assert answer.status_code == 302
        assert "messages" not in answer.cookies
        assert "is on this case now" in self.client.get(address).content.decode()

    def test_colleagues_and_strangers_see_nothing_and_that_is_entered(self):
        self.assert_hidden(self.address)
        refused = [entry.event for entry in self.entries() if entry.event.act is Act.REFUSED]
        assert [event.actor for event in refused] == [self.colleague.opaque]

    def test_without_the_ledger_there_is_no_page(self):
        with mock.patch.object(Ledger, "append", side_effect=LedgerUnavailable("No room.")):
            answer = self.client.get(self.address)
        assert answer.status_code == 503
        assert self.case.title not in answer.content.decode()

    def test_somebody_taken_off_sees_nothing_from_the_next_request_on(self):
        Membership.objects.create(case=self.case, person=self.colleague, added_by=self.insider)
        assert self.client_of_colleague.get(self.address).status_code == 200
        Membership.objects.filter(person=self.colleague, case=self.case).delete()
        assert self.client_of_colleague.get(self.address).status_code == 404


class OddContextTests(DeskTestCase):
    def test_a_zone_that_is_no_place_is_refused_with_a_sentence(self):
        address = reverse("cases:context", args=[self.case.reference])
        for odd in ("localtime", "../../etc/passwd", "Europe/"):
            answer = self.client.post(address, {"timezone": odd})
            assert answer.status_code == 422, odd
            assert "is not a zone of the IANA list" in answer.content.decode()


class HiddenTests(DeskTestCase):
    """A case of others and a case that is not there give the same answer, byte for byte."""

    def addresses(self, reference):
        yield "get", reverse("cases:case", args=[reference])
        for method in ("get", "post"):
            yield method, reverse("cases:context", args=[reference])
            yield method, reverse("cases:members", args=[reference])
            yield method, reverse("exhibits:add", args=[reference])
        yield "post", reverse("cases:take_off", args=[reference, self.insider.pk])
        yield "get", reverse("exhibits:exhibit", args=[reference, "AB-1"])
        yield "get", reverse("exhibits:progress", args=[reference, "AB-1"])
        yield "get", reverse("exhibits:state", args=[reference, "AB-1"])
        yield "get", reverse("exhibits:list", args=[reference])
        yield "get", reverse("oversight:case", args=[reference])

    def test_the_same_answer(self):
        theirs, nobodys = self.addresses(self.case.reference), self.addresses(NO_SUCH)
        for (method, address), (_, missing) in zip(theirs, nobodys, strict=True):
            answer = getattr(self.client_of_colleague, method)(address)
            absent = getattr(self.client_of_colleague, method)(missing)
            assert answer.status_code == absent.status_code == 404, address
            assert answer.content == absent.content, address
            assert dict(answer.headers) == dict(absent.headers), address

    def test_an_overseer_sees_logs_and_no_content(self):
        overseer = Person.objects.create(username="olu", name="Olu Reed", role=Role.OVERSEER)
        self.client.force_login(overseer)
        for method, address in self.addresses(self.case.reference):
            expected = 200 if address.startswith("/log/") else 404
            assert getattr(self.client, method)(address).status_code == expected, address

    def test_their_case_is_in_no_list_of_mine(self):
        for address in (reverse("work:mine"), reverse("cases:list"), reverse("oversight:ledger")):
            page = self.client.get(address).content.decode()
            assert self.case.reference in page
            assert self.case_of_colleague.reference not in page


class OpeningTests(DeskTestCase):
    def test_how_to_reach_the_victim_is_asked_first(self):
        page = self.client.get(reverse("cases:open")).content.decode()
        assert page.index('name="safe_contact"') < page.index('name="title"') < page.index('name="harm"')

    def test_a_case_is_opened(self):
        fields = {"safe_contact": "Text only", "title": "New", "harm": Harm.THREATS}
        answer = self.client.post(reverse("cases:open"), fields)
        case = Case.objects.get(title="New")
        assert answer.headers["Location"] == reverse("cases:case", args=[case.reference])

    def test_what_is_missing_is_said(self):
        answer = self.client.post(reverse("cases:open"), {"title": "New"})
        assert answer.status_code == 422
        assert "Say how the victim can be contacted safely" in answer.content.decode()
        assert not Case.objects.filter(title="New").exists()

    def test_overseers_cannot_and_are_told_why(self):
        overseer = Person.objects.create(username="olu", name="Olu Reed", role=Role.OVERSEER)
        self.client.force_login(overseer)
        answer = self.client.get(reverse("cases:open"))
        assert answer.status_code == 403
        assert "Overseers see who looked" in answer.content.decode()

    def test_strangers_sign_in_first(self):
        assert self.client_of_stranger.get(reverse("cases:open")).status_code == 302


class MembersTests(DeskTestCase):
    def setUp(self):
        super().setUp()
        self.address = reverse("cases:members", args=[self.case.reference])

    def test_the_owner_puts_a_colleague_on_and_takes_them_off(self):
        self.client.post(self.address, {"username": "COLIN"})
        assert "Colin Day" in self.client.get(self.address).content.decode()
        self.client.post(reverse("cases:take_off", args=[self.case.reference, self.colleague.pk]))
        assert not Membership.objects.filter(case=self.case, person=self.colleague).exists()

    def test_nobody_there_and_already_there_are_said(self):
        for username, sentence in (("nobody", "Nobody signs in"), ("asha", "already on this case")):
            answer = self.client.post(self.address, {"username": username})
            assert answer.status_code == 422
            assert sentence in answer.content.decode()

    def test_a_member_who_may_not_choose_is_told_whom_to_ask(self):
        Membership.objects.create(case=self.case, person=self.colleague, added_by=self.insider)
        Person.objects.filter(pk=self.colleague.pk).update(role=Role.OFFICER)
        assert "Put a colleague" not in self.client_of_colleague.get(self.address).content.decode()
        answer = self.client_of_colleague.post(self.address, {"username": "colin"})
        assert answer.status_code == 403
        assert "Ask one of them" in answer.content.decode()
        assert self.entries()[-1].event.act is Act.REFUSED

    def test_hidden_from_others(self):
        self.assert_hidden(self.address)
        self.assert_hidden(self.address, "post")


class ContextTests(DeskTestCase):
    def setUp(self):
        super().setUp()
        self.address = reverse("cases:context", args=[self.case.reference])

    def test_what_was_typed_comes_back(self):
        self.client.post(self.address, {"owner_name": "Mia Grey", "concern": "Sam; sam_88"})
        page = self.client.get(self.address).content.decode()
        assert "Mia Grey" in page
        assert "Sam; sam_88" in page

    def test_faults_are_said_all_at_once_and_nothing_is_saved(self):
        answer = self.client.post(self.address, {"timezone": "Mars/Base", "owner_age": "old"})
        assert answer.status_code == 422
        assert "Mars/Base" in answer.content.decode()
        assert Case.objects.get(pk=self.case.pk).context_json == "{}"

    def test_hidden_from_others(self):
        self.assert_hidden(self.address)
        self.assert_hidden(self.address, "post")
