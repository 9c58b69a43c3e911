"""The log of a case: who may see it, what it says, and that seeing it is in it."""

import io
from datetime import datetime, timedelta
from unittest import mock

import msgspec
from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from safelight.desk.backup.restoring import RESTORED, Restored
from safelight.desk.cases.actions import add_member
from safelight.desk.exhibits.actions import hand_in
from safelight.desk.keeping import the_ledger
from safelight.desk.looks import event_of
from safelight.desk.oversight.words import DID
from safelight.desk.people.models import Person, Role
from safelight.desk.testing import DeskTestCase
from safelight.evidence.audit import Act, AuditEvent
from safelight.evidence.witness.cosignature import Cosigned
from safelight.evidence.witness.witness import Witness


class LogTests(DeskTestCase):
    def setUp(self):
        super().setUp()
        self.address = reverse("oversight:case", args=[self.case.reference])

    def test_it_says_who_did_what_newest_first(self):
        add_member(self.case, self.insider, self.colleague)
        page = self.client.get(self.address).content.decode()
        assert page.index("looked at the log") < page.index("put somebody on the case")
        assert "Asha Brown" in page
        assert "Colin Day" in page

    def test_looking_at_it_is_in_it(self):
        self.client.get(self.address)
        assert self.entries()[-1].event.act is Act.LOOKED_AT_LOG

    def test_a_colleague_who_was_turned_away_stands_in_it(self):
        self.client_of_colleague.get(reverse("cases:case", args=[self.case.reference]))
        assert "asked for something and was turned away" in self.client.get(self.address).content.decode()

    def test_an_overseer_sees_it_by_reference_and_learns_nothing_else(self):
        overseer = Person.objects.create(username="olu", name="Olu Reed", role=Role.OVERSEER)
        self.client.force_login(overseer)
        page = self.client.get(self.address).content.decode()
        assert self.case.reference in page
        assert self.case.title not in page
        every = self.client.get(reverse("oversight:ledger")).content.decode()
        assert self.case.reference in every
        assert self.case_of_colleague.reference in every
        assert self.case.title not in every
        assert self.client.get(reverse("work:mine")).headers["Location"] == reverse("oversight:ledger")

    def test_pages_go_back_to_the_first_entry(self):
        the_ledger().append_all([event_of(self.insider, Act.LOOKED_AT_LOG, case=self.case.key)] * 55)
        first = self.client.get(self.address).content.decode()
        assert "looked at the log (50 times)" in first
        assert 'href="?page=2"' in first
        for odd in ("0", "-1", "9999999", "x", "²"):
            assert self.client.get(self.address, {"page": odd}).status_code == 200

    def test_no_entry_however_odd_keeps_anybody_from_reading_it(self):
        for odd in ("person:abc", "person:" + "9" * 40, "person:", "person:²"):
            the_ledger().append(event_of(self.insider, Act.LOOKED_AT_BYTES, case=self.case.key, subject=odd))
        assert self.client.get(self.address).status_code == 200

    def test_it_names_exhibits_and_people_and_no_hashes(self):
        exhibit = hand_in(self.case, self.insider, "a.txt", io.BytesIO(b"a"))
        add_member(self.case, self.insider, self.colleague)
        the_ledger().append(event_of(self.insider, Act.LOOKED_AT_CASE, case=self.case.key, subject="f" * 64))
        page = self.client.get(self.address).content.decode()
        assert "AB/1" in page
        assert ">Colin Day</td>" in page
        assert exhibit.sha256[:12] not in page
        assert "ffff" not in page

    def test_a_desk_that_was_brought_back_from_an_older_backup_says_so_to_everybody(self):
        event = AuditEvent(act=Act.RESTORED_OLDER, actor="command-line", details={"missing": 1234})
        entry = the_ledger().append(event)
        kept = settings.FOLDER / RESTORED
        kept.write_bytes(msgspec.json.encode(Restored(entry.index, "2026-01-01", 5, 1234)))
        self.addCleanup(kept.unlink)
        page = self.client.get(reverse("oversight:ledger")).content.decode()
        assert "older than what was known outside" in page
        assert "1,234 entries" in page

    def test_hidden_from_others(self):
        self.assert_hidden(self.address)


def test_every_act_has_its_words():
    assert set(DID) == set(Act)


class SeenOutsideTests(DeskTestCase):
    def page(self) -> str:
        overseer = Person.objects.create(username="olu", name="Olu Reed", role=Role.OVERSEER)
        self.client.force_login(overseer)
        return self.client.get(reverse("oversight:ledger")).content.decode()

    def signed_by_a_witness(self, at: datetime) -> None:
        witness = Witness.create(settings.FOLDER / f"witness-{at:%s}", f"witness.example/{at:%Y}")
        witness.trust(the_ledger().verifier_key)
        with mock.patch("safelight.evidence.witness.witness.datetime", wraps=datetime) as clock:
            clock.now.return_value = at
            note = witness.cosign(the_ledger().request(f"witness.example/{at:%Y}", since=0))
        the_ledger().take_cosignature(note, witness.verifier_key)

    def test_an_overseer_is_warned_while_nobody_outside_signs(self):
        self.enterContext(mock.patch.object(the_ledger(), "witnessed", return_value=[]))
        assert "No witness outside has signed the log" in self.page()

    def test_what_a_witness_signed_is_said_with_the_day(self):
        self.signed_by_a_witness(timezone.now())
        page = self.page()
        assert f"witness.example/{timezone.now():%Y} signed the first" in page
        assert "No witness" not in page

    def test_an_overseer_is_warned_when_the_last_signature_is_old(self):
        old = Cosigned("witness.example/one", 3, timezone.now() - timedelta(days=settings.WITNESS_DAYS + 1))
        self.enterContext(mock.patch.object(the_ledger(), "witnessed", return_value=[old]))
        assert "No witness has signed the log for longer than your force allows" in self.page()

    def test_officers_are_not_troubled_with_it(self):
        assert "witness" not in self.client.get(reverse("oversight:ledger")).content.decode()
