"""Disposal takes two people, is blocked by holds, destroys everything, and leaves a certificate and the log."""

import io
from datetime import timedelta
from unittest import mock

import pytest
from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone, translation
from tests.pdf_ua.check import faults

from safelight.desk import content
from safelight.desk.case_rows import rows_of_case
from safelight.desk.cases.actions import add_member, open_case
from safelight.desk.cases.models import Case, Harm
from safelight.desk.disposal import actions, carrying_out
from safelight.desk.disposal.certificate import as_pdf, certificate_of
from safelight.desk.disposal.models import Disposal, Ground, Proposal, ProposalState
from safelight.desk.disposal.tests.a_case import REASON, KeptCase
from safelight.desk.exhibits.actions import hand_in
from safelight.desk.exhibits.models import Exhibit
from safelight.desk.exhibits.worker import run_worker
from safelight.desk.keeping import the_ledger, the_vault
from safelight.desk.looks import event_of
from safelight.desk.people.actions import make_person
from safelight.desk.people.models import Role
from safelight.desk.rules import NotAllowed
from safelight.desk.testing import PASSWORD
from safelight.evidence import receipt
from safelight.evidence.audit import Act
from safelight.evidence.case_keys import CaseDisposed


class TwoPeopleTests(KeptCase):
    def test_nobody_approves_or_refuses_what_they_proposed(self):
        self.reviewed_long_ago()
        proposal = actions.propose(self.case, self.supervisor, Ground.REVIEWED, reason=REASON)
        for act in (actions.approve, actions.refuse):
            with pytest.raises(NotAllowed, match="somebody else must decide"):
                act(proposal, self.supervisor, reason=REASON)
        answer = self.client_of_supervisor.post(
            self.address("retention", "decide"),
            {"decision": "approve", "reason": REASON, "reference": self.case.reference},
        )
        assert answer.status_code == 422
        assert "somebody else must decide" in answer.content.decode()
        assert the_vault().keys.has_key(self.case.key)

    def test_not_even_the_database_takes_it(self):
        proposal = self.proposed()
        with pytest.raises(IntegrityError), transaction.atomic():
            Proposal.objects.filter(pk=proposal.pk).update(state=ProposalState.APPROVED, decided_by=self.insider)

    def test_only_a_supervisor_on_the_case_approves(self):
        proposal = self.proposed()
        for person in (self.idva, self.colleague):
            with pytest.raises(NotAllowed):
                actions.approve(proposal, person, reason=REASON)

    def test_a_hold_blocks_a_proposal_and_an_approval(self):
        self.reviewed_long_ago()
        hold = actions.place_hold(self.case, self.idva, "proceedings", reason="Trial in May, Crown Court.")
        with pytest.raises(NotAllowed, match="must be kept"):
            actions.propose(self.case, self.insider, Ground.REVIEWED, reason=REASON)
        with pytest.raises(NotAllowed, match="Only a supervisor"):
            actions.lift_hold(hold, self.insider, reason=REASON)
        actions.lift_hold(hold, self.supervisor, reason="The trial has ended.")
        with pytest.raises(NotAllowed, match="already"):
            actions.lift_hold(hold, self.supervisor, reason="The trial has ended.")
        proposal = actions.propose(self.case, self.insider, Ground.REVIEWED, reason=REASON)
        actions.place_hold(self.case, self.idva, "appeal", reason="Leave to appeal was asked for.")
        with pytest.raises(NotAllowed, match="must be kept"):
            actions.approve(proposal, self.supervisor, reason=REASON)
        assert the_vault().keys.has_key(self.case.key)

    def test_a_review_that_is_not_due_is_no_ground(self):
        with pytest.raises(NotAllowed, match="Nobody has decided yet"):
            actions.propose(self.case, self.insider, Ground.REVIEWED, reason=REASON)
        category = a_category()
        actions.review(self.case, self.insider, category, timezone.localdate(), reason=REASON)
        with pytest.raises(NotAllowed, match="that day has not come"):
            actions.propose(self.case, self.insider, Ground.REVIEWED, reason=REASON)
        actions.propose(self.case, self.insider, Ground.MISTAKE, reason=REASON)

    def test_a_second_review_counts_from_its_own_day(self):
        self.reviewed_long_ago()
        again = actions.review(
            self.case, self.insider, a_category(), timezone.localdate() - timedelta(400), reason=REASON
        )
        assert again.review_on.year == timezone.localdate().year + 5

    def test_one_proposal_at_a_time_and_one_decision_for_each(self):
        proposal = self.proposed()
        with pytest.raises(NotAllowed, match="already"):
            actions.propose(self.case, self.supervisor, Ground.MISTAKE, reason=REASON)
        with pytest.raises(NotAllowed, match="Only the person who proposed"):
            actions.withdraw(proposal, self.supervisor)
        actions.refuse(proposal, self.supervisor, reason="It is still needed for the appeal.")
        for late in (lambda: actions.withdraw(proposal, self.insider), lambda: self.approve(proposal)):
            with pytest.raises(NotAllowed, match="decided about this proposal"):
                late()

    def test_not_while_something_is_being_read(self):
        proposal = self.proposed()
        hand_in(self.case, self.insider, "late.txt", io.BytesIO(b"late"))
        with pytest.raises(NotAllowed, match="being read or examined"):
            self.approve(proposal)

    def approve(self, proposal: Proposal) -> Disposal:
        return actions.approve(proposal, self.supervisor, reason=REASON)


def a_category():
    from safelight.knowledge.retention import retention

    return retention().category("other-offences")


class GoneTests(KeptCase):
    def setUp(self) -> None:
        super().setUp()
        self.case.refresh_from_db()
        self.words = [self.case.title, self.case.safe_contact, "Rhys"]

    def dispose(self) -> Disposal:
        """A case of its own: what a test destroys in the vault does not come back when its rows do."""
        self.case = open_case(
            self.insider, title="Zebra crossing", harm=Harm.STALKING, safe_contact="Ring the lantern shop"
        )
        add_member(self.case, self.insider, self.supervisor)
        self.exhibit = hand_in(
            self.case, self.insider, "_chat.txt", io.BytesIO(b"[01/03/2026, 21:05] Sam: Hello\n")
        )
        run_worker(until_idle=True)
        self.client.get(self.address())
        proposal = self.proposed()
        return actions.approve(proposal, self.supervisor, reason="Seen and agreed.")

    def test_everything_is_gone_and_the_log_still_verifies(self):
        disposal = self.dispose()
        vault = the_vault()
        with pytest.raises(CaseDisposed):
            vault.read(self.case.key, self.exhibit.sha256, audit=event_of(self.insider, Act.LOOKED_AT_BYTES))
        with pytest.raises(CaseDisposed):
            vault.seal(self.case.key, io.BytesIO(b"x"), audit=event_of(self.insider, Act.EXHIBIT_SEALED))
        assert list(vault.store.kept(self.case.key)) == []
        assert not Exhibit.objects.filter(case=self.case).exists()
        stub = Case.objects.get(pk=self.case.pk)
        assert (stub.title, stub.safe_contact, stub.context_json) == ("", "", "{}")
        left = {rows.model.__name__ for rows in rows_of_case(stub) if rows.exists()}
        assert left == {"Membership", "Proposal", "Disposal"}
        assert content._shelf().held_bytes >= 0
        assert not [key for key in content._shelf()._things if key[0] == self.case.key]
        assert the_ledger().verify() == []
        entry, _head = receipt.verified(disposal.receipt, the_ledger().verifier_key)
        assert (entry.index, entry.event.act) == (disposal.entry, Act.CASE_DISPOSED)
        assert entry.event.details["proposed_by"] == self.insider.opaque

    def test_who_was_on_it_is_told_and_nobody_else_is(self):
        self.dispose()
        page = self.client.get(self.address())
        assert page.status_code == 410
        assert "was disposed of" in page.content.decode()
        assert self.client.get(self.address("exhibits", "AB-1")).status_code == 410
        assert self.client.post(self.address("exhibits", "add")).status_code == 410
        assert self.case.reference in self.client.get("/cases/").content.decode()
        assert self.client.get("/").status_code == 200
        self.assert_hidden(self.address())
        self.assert_hidden(self.address("retention", "certificate"))

    def test_the_certificate_says_what_when_who_why_and_what_it_cannot_reach(self):
        self.dispose()
        page = self.client.get(self.address("retention", "certificate"))
        text = page.content.decode()
        for part in (
            self.exhibit.sha256, "Asha Brown", "Sam Whitlock", REASON, "Seen and agreed.",
            "What this cannot reach", "c2sp.org/tlog-proof@v1", "AB/1",
        ):  # fmt: skip
            assert part in text
        for gone in ("Zebra crossing", "lantern shop", "_chat.txt"):
            assert gone not in text
        pdf = self.client.get(self.address("retention", "certificate", "pdf"))
        assert pdf.headers["Content-Type"] == "application/pdf"
        assert faults(pdf.content) == []
        with translation.override("cy"):
            certificate = certificate_of(Disposal.objects.get(case=self.case))
            assert faults(as_pdf(certificate)) == []
        assert self.client.get(f"/log/{self.case.reference}/").status_code == 200

    def test_a_disposal_that_was_stopped_goes_on(self):
        with (
            mock.patch.object(carrying_out, "empty", side_effect=KeyboardInterrupt),
            pytest.raises(KeyboardInterrupt),
            transaction.atomic(),
        ):
            self.dispose_and_keep_what_was_approved()
        disposal = self.dispose_again()
        carrying_out.finish_disposals()
        disposal.refresh_from_db()
        assert disposal.done_at is not None
        entries = the_ledger().entries(case=self.case.key, limit=1000)
        assert sum(entry.event.act is Act.CASE_DISPOSED for entry in entries) == 1

    def dispose_and_keep_what_was_approved(self) -> None:
        self.dispose()

    def dispose_again(self) -> Disposal:
        """The ledger and the vault know of it; the database, as after a kill, has the approval and no more."""
        self.case.save(force_insert=True)
        add = Proposal.objects.create(
            case=self.case, ground=Ground.MISTAKE, reason=REASON, proposed_by=self.insider,
            state=ProposalState.APPROVED, decided_by=self.supervisor, decided_at=timezone.now(),
        )  # fmt: skip
        return Disposal.objects.create(case=self.case, proposal=add)

    def test_a_copy_of_the_key_out_of_reach_is_owed_until_it_is_reached(self):
        keys = the_vault().keys
        place = settings.FOLDER / "elsewhere"
        keys.copies.add(place)
        away = place.with_name("away")
        self.addCleanup((settings.FOLDER / "vault" / ".case-keys" / "copies").unlink)
        self.addCleanup(place.rename, settings.FOLDER / "done")
        original = self.proposed

        def proposed_while_away() -> Proposal:
            keys.copies.bring_up_to_date()
            assert (place / f"{self.case.key}.key").exists()
            place.rename(away)
            return original()

        with mock.patch.object(self, "proposed", proposed_while_away):
            disposal = self.dispose()
        assert disposal.copies_owing == [str(place)]
        assert "out of reach" in self.client.get(self.address("retention", "certificate")).content.decode()
        assert (away / f"{self.case.key}.key").exists()
        away.rename(place)
        carrying_out.finish_disposals()
        disposal.refresh_from_db()
        assert (disposal.copies_owing, disposal.copies_destroyed) == ([], [str(place)])
        assert not (place / f"{self.case.key}.key").exists()


class PagesTests(KeptCase):
    def test_every_page_is_hidden_from_others(self):
        for parts in (
            (),
            ("review",),
            ("hold",),
            ("propose",),
            ("decide",),
            ("certificate",),
            ("hold", 1, "lift"),
        ):
            self.assert_hidden(self.address("retention", *parts))
        for parts in (("review",), ("hold",), ("propose",), ("withdraw",), ("decide",)):
            self.assert_hidden(self.address("retention", *parts), "post")

    def test_from_review_to_disposal_by_form(self):
        review = {
            "category": "other-offences",
            "last_event-day": "3",
            "last_event-month": "2",
            "last_event-year": "2001",
            "reason": REASON,
        }
        assert self.client.post(self.address("retention", "review"), review).status_code == 302
        assert "The review was due on" in self.page("retention")
        given = {"ground": "reviewed", "reason": REASON}
        assert self.client.post(self.address("retention", "propose"), given).status_code == 302
        assert "Take my proposal back" in self.page("retention")
        wrong = {"decision": "approve", "reason": REASON, "reference": "SL-1"}
        answer = self.client_of_supervisor.post(self.address("retention", "decide"), wrong)
        assert answer.status_code == 422
        assert "as it stands above" in answer.content.decode()
        refused = {"decision": "refuse", "reason": "It is still needed."}
        assert self.client_of_supervisor.post(self.address("retention", "decide"), refused).status_code == 302
        assert "It is still needed." in self.page("retention")
        assert self.client.get(self.address("retention", "decide")).status_code == 403

    def test_who_may_not_is_told_so(self):
        assert self.client_of_idva.get(self.address("retention", "review")).status_code == 403
        given = {"ground": "mistake", "reason": REASON}
        answer = self.client_of_idva.post(self.address("retention", "propose"), given)
        assert "Disposal is proposed by the officers" in answer.content.decode()

    def test_taking_a_proposal_back(self):
        self.proposed()
        assert self.client.post(self.address("retention", "withdraw")).status_code == 302
        assert "Taken back" in self.page("retention")

    def test_a_hold_by_form_and_lifting_it(self):
        given = {"kind": "proceedings", "reason": "Charged, first hearing in May."}
        assert self.client_of_idva.post(self.address("retention", "hold"), given).status_code == 302
        hold = self.case.holds.get()
        lift = self.address("retention", "hold", hold.pk, "lift")
        assert "Only a supervisor" in self.client.post(lift, {"reason": "It is over now."}).content.decode()
        assert self.client_of_supervisor.post(lift, {"reason": "It is over now."}).status_code == 302
        assert "Reasons that are over" in self.page("retention")

    def test_an_overseer_sees_no_certificate_of_a_case_that_is_there(self):
        overseer = make_person("olu", PASSWORD, "Olu Fenn", Role.OVERSEER)
        self.client.force_login(overseer)
        answer = self.client.get(self.address("retention", "certificate"))
        assert answer.status_code == 404
        assert self.case.title not in answer.content.decode()
