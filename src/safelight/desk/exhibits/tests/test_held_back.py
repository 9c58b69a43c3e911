"""A file on the force's list: a hand-over in place of it, an entry in the ledger, and nothing of it anywhere."""

import hashlib
import io
import tempfile
import zipfile
from pathlib import Path

from django.test import override_settings
from django.urls import reverse

from safelight.desk.exhibits.actions import hand_in
from safelight.desk.exhibits.models import Exhibit, Stage
from safelight.desk.exhibits.tests.test_jobs import CHAT
from safelight.desk.exhibits.worker import run_worker
from safelight.desk.testing import DeskTestCase
from safelight.evidence.audit import Act

HARMLESS = b"\x89PNG\r\n\x1a\n made for a test; it stands on a list that this test makes"


class HeldBackTests(DeskTestCase):
    def setUp(self):
        super().setUp()
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.list = Path(folder.name) / "list.txt"
        self.list.write_text(hashlib.sha1(HARMLESS).hexdigest() + "\n")
        self.address = reverse("exhibits:exhibit", args=[self.case.reference, "AB-1"])

    def read(self):
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w") as writing:
            writing.writestr("_chat.txt", CHAT)
            writing.writestr("a.png", HARMLESS)
        packed.seek(0)
        hand_in(self.case, self.insider, "phone.zip", packed)
        with override_settings(KNOWN_FILES=str(self.list)):
            run_worker(until_idle=True)

    def test_the_page_says_whom_to_tell_and_the_rest_was_read(self):
        self.read()
        page = self.client.get(self.address).content.decode()
        assert "Hand this exhibit over" in page
        assert "Do not open, copy or send the original" in page
        assert "says nothing about the person who handed it in" in page
        assert "Read as WhatsApp" in page
        self.assert_hidden(self.address)

    def test_it_is_in_the_ledger_without_a_name(self):
        self.read()
        (held,) = [entry.event for entry in self.entries() if entry.event.act is Act.FILE_HELD_BACK]
        assert held.details == {"files": 1}
        assert "a.png" not in repr(held)
        log = self.client.get(reverse("oversight:case", args=[self.case.reference])).content.decode()
        assert "must never be opened" in log

    def test_without_a_match_there_is_no_such_notice(self):
        hand_in(self.case, self.insider, "_chat.txt", io.BytesIO(CHAT))
        run_worker(until_idle=True)
        assert "Hand this exhibit over" not in self.client.get(self.address).content.decode()

    def test_a_list_that_cannot_be_used_stops_the_reading_and_says_so(self):
        self.list.write_text("nonsense\n")
        self.read()
        exhibit = Exhibit.objects.get()
        assert exhibit.stage == Stage.NOT_READ
        assert "Line 1 of the list of known files" in exhibit.problem
