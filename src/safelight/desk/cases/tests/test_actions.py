"""What people do to a case, and what the ledger says of it."""

from unittest import mock

import pytest
from django.utils import timezone

from safelight.desk.cases import actions
from safelight.desk.cases.models import Case, Harm, Membership
from safelight.desk.cases.permissions import is_member
from safelight.desk.people.models import Person, Role
from safelight.desk.rules import NotAllowed
from safelight.desk.testing import DeskTestCase
from safelight.evidence.audit import Act
from safelight.evidence.ledger import Ledger, LedgerUnavailable
from safelight.signals.context import CaseContext, Owner


class OpeningTests(DeskTestCase):
    def test_references_count_within_the_year(self):
        year = timezone.localdate().year
        assert [self.case.reference, self.case_of_colleague.reference] == [f"SL-{year}-0001", f"SL-{year}-0002"]
        Case.objects.filter(pk=self.case_of_colleague.pk).update(reference=f"SL-{year - 1}-0099")
        third = actions.open_case(self.insider, title="Third", harm=Harm.HATE, safe_contact="-")
        assert third.reference == f"SL-{year}-0002"

    def test_whoever_opens_it_owns_it_and_is_on_it(self):
        assert self.case.owner == self.insider
        assert is_member(self.insider, self.case)
        assert not is_member(self.colleague, self.case)

    def test_the_ledger_knows_the_case_by_a_key_that_says_nothing(self):
        case = actions.open_case(self.insider, title="Third", harm=Harm.HATE, safe_contact="-")
        (entry,) = self.entries(case)
        assert entry.event.act is Act.CASE_OPENED
        assert entry.event.actor == f"person:{self.insider.pk}"
        assert case.reference not in str(entry.event)
        assert case.title not in str(entry.event)

    def test_an_overseer_opens_none(self):
        overseer = Person.objects.create(username="olu", name="Olu Reed", role=Role.OVERSEER)
        with pytest.raises(NotAllowed, match="Overseers"):
            actions.open_case(overseer, title="A", harm=Harm.HATE, safe_contact="-")

    def test_without_the_ledger_no_case_is_opened(self):
        with (
            mock.patch.object(Ledger, "append", side_effect=LedgerUnavailable("No room.")),
            pytest.raises(LedgerUnavailable),
        ):
            actions.open_case(self.insider, title="A", harm=Harm.HATE, safe_contact="-")
        assert not Case.objects.filter(title="A").exists()


class MembersTests(DeskTestCase):
    def test_the_owner_puts_a_colleague_on_and_takes_them_off(self):
        actions.add_member(self.case, self.insider, self.colleague)
        assert is_member(self.colleague, self.case)
        actions.remove_member(self.case, self.insider, self.colleague)
        assert not is_member(self.colleague, self.case)
        acts = [(entry.event.act, entry.event.subject) for entry in self.entries()[-2:]]
        assert acts == [(Act.MEMBER_ADDED, self.colleague.opaque), (Act.MEMBER_REMOVED, self.colleague.opaque)]

    def test_a_supervisor_who_is_not_on_the_case_cannot_put_themself_on_it(self):
        with pytest.raises(NotAllowed):
            actions.add_member(self.case, self.colleague, self.colleague)
        assert not is_member(self.colleague, self.case)

    def test_nobody_joins_twice_overseers_never_and_the_owner_stays(self):
        overseer = Person.objects.create(username="olu", name="Olu Reed", role=Role.OVERSEER)
        left = Person.objects.create(username="lee", name="Lee Hay", role=Role.DMI, is_active=False)
        for person, sentence in (
            (self.insider, "already on"),
            (overseer, "overseer"),
            (left, "no longer sign in"),
        ):
            with pytest.raises(NotAllowed, match=sentence):
                actions.add_member(self.case, self.insider, person)
        with pytest.raises(NotAllowed, match="always has an owner"):
            actions.remove_member(self.case, self.insider, self.insider)
        with pytest.raises(NotAllowed, match="is not on this case"):
            actions.remove_member(self.case, self.insider, self.colleague)
        assert Membership.objects.filter(case=self.case).count() == 1


class ContextTests(DeskTestCase):
    def test_what_officers_know_is_kept_whole_and_never_stands_in_the_ledger(self):
        context = CaseContext(timezone="Europe/London", owner=Owner(name="Mia Grey", accounts=("mia_g",), age=15))
        actions.change_context(self.case, self.insider, context)
        assert Case.objects.get(pk=self.case.pk).context == context
        event = self.entries()[-1].event
        assert event.act is Act.CASE_CONTEXT_CHANGED
        assert "Mia" not in str(event)

    def test_only_members_change_it(self):
        with pytest.raises(NotAllowed):
            actions.change_context(self.case, self.colleague, CaseContext())
