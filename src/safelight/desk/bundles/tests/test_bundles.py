"""From choosing to handing over: what is shown is what goes out, to whom it should, and on record."""

import subprocess
import sys
import tempfile
from pathlib import Path
from unittest import mock

import pyrage
import pytest
from django.conf import settings
from django.urls import reverse

from safelight.desk.bundles.models import Bundle, Taking
from safelight.desk.bundles.tests.a_bundle import CHOSEN, BundleCase, files_in
from safelight.desk.cases.actions import add_member
from safelight.desk.exhibits import orphans
from safelight.desk.exhibits.worker import run_worker
from safelight.desk.keeping import the_ledger
from safelight.desk.people.actions import make_person
from safelight.desk.people.models import Role
from safelight.desk.testing import PASSWORD
from safelight.evidence import receipt
from safelight.evidence.audit import Act

OPEN = {"manner": "open", "reason": "The court has no program for it."}


class BundleTests(BundleCase):
    def test_only_people_on_the_case_get_to_any_page(self):
        bundle = self.made()
        self.taken(bundle, **OPEN)
        taking = Taking.objects.get()
        for parts in ((), ("choose",), (bundle.number,), (bundle.number, "progress"), (bundle.number, "take")):
            self.assert_hidden(self.address("bundles", *parts))
        self.assert_hidden(self.address("bundles", bundle.number, "takings", taking.pk, "receipt"))
        for last in ("make", "withhold", "take"):
            self.assert_hidden(self.address("bundles", bundle.number, last), "post")
        self.assert_hidden(self.address("bundles", "choose"), "post")

    def test_an_advisor_on_the_case_sees_which_bundles_there_are_and_makes_none(self):
        bundle = self.made()
        advisor = make_person("ines", PASSWORD, "Ines Okoro", Role.IDVA)
        add_member(self.case, self.insider, advisor)
        self.client.force_login(advisor)
        assert "Choose a bundle" not in self.page("bundles")
        assert "Take this bundle" not in self.page("bundles", bundle.number)
        assert self.client.get(self.address("bundles", "choose")).status_code == 403
        assert self.client.post(self.address("bundles", bundle.number, "take"), OPEN).status_code == 403

    def test_the_preview_shows_findings_records_context_and_the_schedule_and_nothing_is_made(self):
        bundle = self.chosen()
        page = self.page("bundles", bundle.number)
        for words in ("What would go out", "A finding rests on it", "Context", "Used and unused material", "AB/2"):
            assert words in page
        run_worker(until_idle=True)
        bundle.refresh_from_db()
        assert (bundle.state, bundle.sealed_sha256) == ("chosen", "")

    def test_a_bundle_is_made_by_the_worker_and_holds_without_safelight(self):
        bundle = self.made(originals=self.exhibits[:1])
        files = files_in(self.taken(bundle, **OPEN))
        for name in ("reading-copy.html", "reading-copy.pdf", "records.csv", "records.parquet", "records.jsonld"):
            assert name in files
        assert "originals/AB-1.txt" in files
        with tempfile.TemporaryDirectory() as folder:
            for name, data in files.items():
                (Path(folder) / name).parent.mkdir(exist_ok=True)
                (Path(folder) / name).write_bytes(data)
            verifier = [sys.executable, "-I", "-S", "verify.py", "."]
            checked = subprocess.run(verifier, cwd=folder, capture_output=True, text=True, check=False)
        assert "EVERYTHING HOLDS" in checked.stdout, checked.stdout
        page = files["reading-copy.html"].decode()
        assert "Handed in. Sealed as it came" in page
        assert "Asha Brown, officer" in page
        assert "unknown.bin" not in page

    def test_it_is_locked_for_a_key_and_nobody_else_opens_it(self):
        bundle = self.made()
        identity, other = pyrage.x25519.Identity.generate(), pyrage.x25519.Identity.generate()
        locked = self.taken(bundle, manner="key", key=str(identity.to_public()))
        assert "bundle.json" in files_in(pyrage.decrypt(locked, [identity]))
        with pytest.raises(pyrage.DecryptError):
            pyrage.decrypt(locked, [other])

    def test_it_is_locked_under_a_passphrase_that_is_kept_nowhere(self):
        bundle = self.made()
        locked = self.taken(bundle, manner="passphrase", passphrase="six ordinary words go here")
        assert "bundle.json" in files_in(pyrage.passphrase.decrypt(locked, "six ordinary words go here"))

    def test_a_wrong_key_a_short_passphrase_and_no_reason_are_sentences_and_no_file(self):
        bundle = self.made()
        for given, said in (
            ({"manner": "key", "key": "AGE-SECRET-KEY-1"}, "not a public key of age"),
            ({"manner": "passphrase", "passphrase": "short"}, "at least 16 characters"),
            ({"manner": "open"}, "Say why it leaves without a lock"),
            ({}, "Choose how it is locked"),
        ):
            answer = self.client.post(self.address("bundles", bundle.number, "take"), {"name": "Ms Gray", **given})
            assert answer.status_code == 422
            assert said in answer.content.decode()
        assert not Taking.objects.exists()

    def test_each_step_is_in_the_ledger_and_whom_it_is_for_is_not_in_clear(self):
        bundle = self.made()
        self.taken(bundle, **OPEN)
        acts = [entry.event.act for entry in self.entries()]
        for act in (Act.BUNDLE_CHOSEN, Act.BUNDLE_ASKED, Act.BUNDLE_MADE, Act.EXPORTED):
            assert act in acts
        entry = next(one for one in self.entries() if one.event.act is Act.EXPORTED)
        assert entry.event.subject == bundle.bundle_sha256
        assert entry.event.details["manner"] == "open"
        assert "Gray" not in repr([one.event for one in self.entries()])
        assert "Ms Gray" in self.page("bundles", bundle.number)
        log = self.client.get(reverse("oversight:case", args=[self.case.reference])).content.decode()
        assert "took a bundle out" in log

    def test_a_receipt_of_taking_it_can_be_kept_and_checked(self):
        bundle = self.made()
        self.taken(bundle, **OPEN)
        taking = Taking.objects.get()
        address = self.address("bundles", bundle.number, "takings", taking.pk, "receipt")
        entry, _ = receipt.verified(self.client.get(address).content.decode(), the_ledger().verifier_key)
        assert entry.index == taking.entry
        assert entry.event.act is Act.EXPORTED
        assert self.client.get(address.replace(f"/{taking.pk}/", "/999999/")).status_code == 404

    def test_a_bundle_that_is_not_ready_cannot_be_taken(self):
        bundle = self.chosen()
        self.client.post(self.address("bundles", bundle.number, "take"), {"name": "Ms Gray", **OPEN})
        assert not Taking.objects.exists()


class ChangedMeanwhileTests(BundleCase):
    def test_what_changed_since_it_was_shown_is_not_made(self):
        bundle = self.chosen()
        self.decide("rejected", seen=1)
        assert "will not be made" in self.page("bundles", bundle.number)
        answer = self.client.post(self.address("bundles", bundle.number, "make"))
        assert answer.status_code == 403
        assert "exactly what was shown" in answer.content.decode()

    def test_what_changes_before_the_worker_comes_is_not_made_either(self):
        bundle = self.chosen()
        self.client.post(self.address("bundles", bundle.number, "make"))
        self.decide("rejected", seen=1)
        run_worker(until_idle=True)
        bundle.refresh_from_db()
        assert bundle.state == "failed"
        assert "exactly what was shown" in self.page("bundles", bundle.number)
        assert Act.BUNDLE_FAILED in [entry.event.act for entry in self.entries()]

    def test_a_worker_that_died_is_followed_and_in_the_end_people_are_told(self):
        bundle = self.chosen()
        Bundle.objects.filter(pk=bundle.pk).update(state="making", attempts=1, asked_by=self.insider)
        run_worker(until_idle=True)
        bundle.refresh_from_db()
        assert bundle.state == "ready"
        Bundle.objects.filter(pk=bundle.pk).update(state="making", attempts=orphans.ATTEMPTS)
        run_worker(until_idle=True)
        bundle.refresh_from_db()
        assert bundle.state == "failed"
        assert "stopped again and again" in bundle.problem

    def test_a_full_disk_is_no_try_and_the_bundle_is_made_when_there_is_room(self):
        bundle = self.chosen()
        self.client.post(self.address("bundles", bundle.number, "make"))
        with pytest.MonkeyPatch.context() as patched:
            patched.setattr("safelight.desk.bundles.jobs.write_bundle", mock.Mock(side_effect=OSError(28, "full")))
            run_worker(until_idle=True)
        bundle.refresh_from_db()
        assert (bundle.state, bundle.attempts) == ("making", 0)
        run_worker(until_idle=True)
        bundle.refresh_from_db()
        assert bundle.state == "ready"

    def test_nothing_in_clear_is_left_where_a_bundle_was_put_together(self):
        before = set(Path("/dev/shm").glob("safelight-bundle-*"))
        self.made()
        assert set(Path("/dev/shm").glob("safelight-bundle-*")) == before
        assert not list(Path(settings.FOLDER).glob("safelight-bundle-*"))

    def test_a_bundle_is_asked_for_once(self):
        bundle = self.made()
        assert self.client.post(self.address("bundles", bundle.number, "make")).status_code == 403


class RemovalTests(BundleCase):
    def test_removed_words_are_gone_from_preview_and_files_and_the_reason_stands_there(self):
        bundle = self.made(names="Rhys = person A", records="matching")
        files = files_in(self.taken(bundle, **OPEN))
        for name, data in files.items():
            assert b"Rhys" not in data, name
            assert b"rhys" not in data.lower(), name
        assert b"[removed: person A]" in files["records.csv"]
        assert not [name for name in files if name.startswith("originals/")]

    def test_the_preview_says_what_was_removed_and_what_was_not_met(self):
        bundle = self.chosen(words="Nowhere Lane = address\nanswer me = words", records="matching")
        page = self.page("bundles", bundle.number)
        assert "[removed: words]" in page
        assert "answer me, number" not in page
        assert "[removed: address] was met nowhere" in page

    def test_a_line_without_a_reason_and_a_word_too_short_are_sentences(self):
        for words, said in (("Larkmoor", "then the reason"), ("ab = why", "at least 3 characters")):
            given = {**CHOSEN, "exhibits": self.exhibits, "words": words}
            answer = self.client.post(self.address("bundles", "choose"), given)
            assert answer.status_code == 422
            assert said in answer.content.decode()
        assert not Bundle.objects.exists()

    def test_records_are_withheld_from_the_preview_and_counted_in_the_schedule(self):
        first = self.chosen()
        answer = self.client.post(
            self.address("bundles", first.number, "withhold"), {"numbers": ["1", "2"], "reason": "legal privilege"}
        )
        second = Bundle.objects.latest("pk")
        assert answer.status_code == 302
        assert second.records == first.records - 2
        assert "2: legal privilege" in self.page("bundles", second.number)

    def test_withholding_needs_a_record_and_a_reason(self):
        bundle = self.chosen()
        address = self.address("bundles", bundle.number, "withhold")
        assert "Tick at least one" in self.client.post(address, {"reason": "x"}).content.decode()
        assert "Say why the records" in self.client.post(address, {"numbers": ["1"]}).content.decode()
        assert Bundle.objects.count() == 1

    def test_a_choice_can_be_changed_from_what_it_was(self):
        bundle = self.chosen(words="answer me = words", before="7")
        page = self.client.get(self.address("bundles", "choose"), {"as": bundle.number}).content.decode()
        assert "answer me = words" in page
        assert 'value="7"' in page
