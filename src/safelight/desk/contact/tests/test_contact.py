"""Safe contact: kept sealed and in versions, shown wherever somebody could make contact, told when it changes."""

import pytest

from safelight.desk.cases.actions import add_member, looked_at
from safelight.desk.cases.changes import changes_since_last_look
from safelight.desk.contact.actions import change_contact
from safelight.desk.contact.models import ContactVersion
from safelight.desk.contact.permissions import may_change_contact, may_see_contact
from safelight.desk.contact.rules import ContactRules
from safelight.desk.people.actions import make_person
from safelight.desk.people.models import Role
from safelight.desk.rules import NotAllowed
from safelight.desk.testing import PASSWORD, DeskTestCase
from safelight.evidence.audit import Act

RULES = ContactRules(
    ways=("call",),
    where="01632 960 011, the dental practice",
    when="At lunchtime, never in the evening",
    say="The training day",
    never_say="That it is the police",
    code_word="lantern",
    may_see="He reads her post",
)


class ContactTests(DeskTestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        super().setUpTestData()
        cls.advisor = make_person("ines", PASSWORD, "Ines Okoro", Role.IDVA)
        add_member(cls.case, cls.insider, cls.advisor)

    def page(self, *parts: str) -> str:
        answer = self.client.get("/".join(("", "cases", self.case.reference, *parts, "")))
        assert answer.status_code == 200
        return answer.content.decode()

    def test_before_anybody_wrote_it_down_the_words_from_opening_the_case_stand(self):
        assert "By day" in self.page()
        assert "Write it down point by point" in self.page()

    def test_the_rules_stand_on_the_case_and_on_the_page_of_risk(self):
        change_contact(self.case, self.insider, RULES, seen=0)
        for page in (self.page(), self.page("risk"), self.page("contact")):
            for words in ("Phone call", "01632 960 011", "never in the evening", "The training day", "lantern"):
                assert words in page

    def test_what_was_said_is_sealed_and_in_no_row(self):
        change_contact(self.case, self.insider, RULES, seen=0)
        assert "lantern" not in str(list(ContactVersion.objects.values()))
        self.case.refresh_from_db()
        assert "By day" not in self.case.safe_contact
        assert self.entries()[-1].event.act is Act.CONTACT_CHANGED
        assert "lantern" not in str([entry.event for entry in self.entries()])

    def test_showing_it_is_a_look(self):
        self.page("contact")
        assert Act.LOOKED_AT_CONTACT in {entry.event.act for entry in self.entries()}

    def test_every_version_is_kept_and_the_words_from_opening_the_case(self):
        change_contact(self.case, self.insider, RULES, seen=0)
        change_contact(self.case, self.advisor, ContactRules(ways=("not_at_all",)), seen=2)
        page = self.page("contact")
        assert page.index("wait until they contact us") < page.index("01632 960 011") < page.index("By day")

    def test_a_change_is_told_to_colleagues_until_they_looked(self):
        looked_at(self.case, self.insider)
        change_contact(self.case, self.advisor, RULES, seen=0)
        told = "How the victim can be contacted safely was changed"
        assert told in changes_since_last_look(self.case, self.insider)[0]
        assert told in self.client.get("/").content.decode()
        assert "Changed since you last looked" in self.page()
        assert "Changed since you last looked" not in self.page()
        looked_at(self.case, self.advisor)
        assert changes_since_last_look(self.case, self.advisor) == []

    def test_nobody_overwrites_a_colleague_unseen(self):
        change_contact(self.case, self.advisor, RULES, seen=0)
        with pytest.raises(NotAllowed, match="A colleague changed"):
            change_contact(self.case, self.insider, RULES, seen=0)
        answer = self.client.post(
            f"/cases/{self.case.reference}/contact/change/", {"ways": ["text"], "told": "My words", "seen": "0"}
        )
        assert answer.status_code == 422
        assert "A colleague changed" in answer.content.decode()
        assert "My words" in answer.content.decode()

    def test_the_form_keeps_what_it_is_given(self):
        address = f"/cases/{self.case.reference}/contact/change/"
        assert "By day" in self.client.get(address).content.decode()
        assert self.client.post(address, {"ways": ["not_at_all", "call"], "seen": "0"}).status_code == 422
        answer = self.client.post(address, {"ways": ["call"], "when": "Mondays", "seen": "0"}, follow=True)
        assert "Mondays" in answer.content.decode()

    def test_for_others_there_is_no_such_page(self):
        for part in ("", "change/"):
            self.assert_hidden(f"/cases/{self.case.reference}/contact/{part}")
        with pytest.raises(NotAllowed):
            change_contact(self.case, self.colleague, RULES, seen=0)

    def test_who_may(self):
        for person, may in ((self.insider, True), (self.advisor, True), (self.colleague, False)):
            assert may_see_contact(person, self.case) is may
            assert may_change_contact(person, self.case) is may
