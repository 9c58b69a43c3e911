"""Handing in by the browser: what arrives is sealed byte for byte, and what breaks off leaves nothing."""

import hashlib
import re
from unittest import mock

from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, override_settings
from django.urls import reverse
from hypothesis import given
from hypothesis import settings as effort
from hypothesis import strategies as st

from safelight.desk.exhibits.models import Exhibit, Stage
from safelight.desk.exhibits.upload import PIECE_BYTES
from safelight.desk.keeping import the_vault
from safelight.desk.looks import event_of
from safelight.desk.testing import DeskTestCase
from safelight.evidence.audit import Act
from safelight.evidence.ledger import Ledger, LedgerUnavailable
from safelight.evidence.object_file import ObjectFile
from safelight.evidence.objects.folder import FolderStore
from safelight.evidence.objects.store import StoreUnavailable

BOUNDARY = "a-boundary"


def a_file(content: bytes, name: str = "chat.txt") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def multipart(content: bytes, *, last: bool = True) -> bytes:
    body = (
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="files"; filename="chat.txt"\r\n'
        "Content-Type: text/plain\r\n\r\n"
    ).encode() + content
    if last:
        body += f'\r\n--{BOUNDARY}\r\nContent-Disposition: form-data; name="last"\r\n\r\nlast'.encode()
        body += f"\r\n--{BOUNDARY}--\r\n".encode()
    return body


class HandingInTests(DeskTestCase):
    def setUp(self):
        super().setUp()
        self.address = reverse("exhibits:add", args=[self.case.reference])

    def hand_in(self, *files, client=None, **fields):
        return (client or self.client).post(self.address, {"files": list(files), "last": "last", **fields})

    def plain(self, exhibit):
        return the_vault().read(
            self.case.key, exhibit.sha256, audit=event_of(self.insider, Act.LOOKED_AT_BYTES, case=self.case.key)
        )

    def objects(self):
        folder = settings.FOLDER / "vault" / self.case.key
        return sorted(path for path in folder.rglob("*") if path.is_file()) if folder.exists() else []

    def test_the_page_takes_several_files_without_javascript(self):
        page = self.client.get(self.address).content.decode()
        assert 'enctype="multipart/form-data"' in page
        assert 'type="file" multiple' in page
        assert page.index('type="file"') < page.index('name="last"')

    def test_what_comes_in_is_what_is_sealed(self):
        sizes = st.sampled_from([PIECE_BYTES - 1, PIECE_BYTES, 2 * PIECE_BYTES + 7])

        @given(st.binary(max_size=300) | sizes.map(bytes))
        @effort(max_examples=12)
        def sealed_as_it_came(content):
            answer = self.hand_in(a_file(content))
            exhibit = Exhibit.objects.filter(case=self.case).latest("pk")
            place = reverse("exhibits:exhibit", args=[self.case.reference, exhibit.slug])
            assert answer.headers["Location"] == place
            assert exhibit.sha256 == hashlib.sha256(content).hexdigest()
            assert exhibit.size_bytes == len(content)
            assert self.plain(exhibit) == content

        sealed_as_it_came()

    def test_the_same_form_sent_again_is_taken_in_once(self):
        number = re.search(r'name="form" value="([0-9a-f]{32})"', self.client.get(self.address).content.decode())[
            1
        ]
        first = self.hand_in(a_file(b"one"), a_file(b"two"), form=number)
        again = self.hand_in(a_file(b"one"), a_file(b"two"), form=number)
        assert first.headers["Location"] == again.headers["Location"]
        assert self.case.exhibits.count() == 2
        self.hand_in(a_file(b"one"), form="0" * 32)
        assert self.case.exhibits.count() == 3

    def test_a_full_disk_is_said_and_nothing_is_kept(self):
        full = OSError(28, "No space left on device")
        with mock.patch.object(ObjectFile, "settle", side_effect=full):
            answer = self.hand_in(a_file(b"one"))
        assert answer.status_code == 507
        assert "Nothing of this file was kept" in answer.content.decode()
        assert not self.case.exhibits.exists()
        assert self.hand_in(a_file(b"one")).status_code == 302

    def test_a_store_that_is_away_is_said(self):
        away = StoreUnavailable("The store of sealed objects cannot be used.")
        with mock.patch.object(FolderStore, "open", side_effect=away):
            self.hand_in(a_file(b"of this test alone", "of this test alone.txt"))
            answer = self.client.get(reverse("exhibits:list", args=[self.case.reference]))
        assert answer.status_code == 503
        assert "What is sealed there is safe" in answer.content.decode()

    def test_several_files_get_references_in_order_and_all_wait_to_be_read(self):
        answer = self.hand_in(a_file(b"one", "one.txt"), a_file(b"two", "two.txt"), a_file(b"one", "again.txt"))
        assert answer.headers["Location"] == reverse("cases:case", args=[self.case.reference])
        exhibits = list(Exhibit.objects.filter(case=self.case))
        assert [exhibit.reference for exhibit in exhibits] == ["AB/1", "AB/2", "AB/3"]
        assert {exhibit.stage for exhibit in exhibits} == {Stage.SEALED}
        assert exhibits[0].sha256 == exhibits[2].sha256

    def test_no_name_and_no_content_in_the_database_or_the_ledger(self):
        self.hand_in(a_file(b"meet me at the harbour", "chat with Mia Grey.txt"))
        row = str(Exhibit.objects.filter(case=self.case).values().get())
        entries = str(self.entries())
        for secret in ("Mia", "harbour"):
            assert secret not in row
            assert secret not in entries
        assert all(
            b"harbour" not in path.read_bytes() and b"Mia" not in path.read_bytes() for path in self.objects()
        )

    def test_nothing_chosen_is_said(self):
        answer = self.hand_in()
        assert answer.status_code == 422
        assert "Choose at least one file" in answer.content.decode()

    def test_an_upload_that_breaks_off_leaves_nothing(self):
        before = self.objects()
        body = multipart(b"half of it", last=False)
        answer = self.client.generic("POST", self.address, body, f"multipart/form-data; boundary={BOUNDARY}")
        assert answer.status_code == 400
        assert "broke off" in answer.content.decode()
        assert self.objects() == before
        assert not Exhibit.objects.filter(case=self.case).exists()

    def test_the_same_body_in_full_is_taken(self):
        body = multipart(b"all of it")
        answer = self.client.generic("POST", self.address, body, f"multipart/form-data; boundary={BOUNDARY}")
        assert answer.status_code == 302
        assert Exhibit.objects.get(case=self.case).sha256 == hashlib.sha256(b"all of it").hexdigest()

    @override_settings(FILE_LIMIT_BYTES=100)
    def test_too_large_leaves_nothing_of_any_file(self):
        before = self.objects()
        answer = self.hand_in(a_file(b"small"), a_file(bytes(101)))
        assert answer.status_code == 413
        assert "larger than" in answer.content.decode()
        assert self.objects() == before

    @override_settings(DATA_UPLOAD_MAX_NUMBER_FILES=1)
    def test_too_many_leave_nothing_of_any_file(self):
        before = self.objects()
        answer = self.hand_in(a_file(b"one"), a_file(b"two"))
        assert answer.status_code == 413
        assert self.objects() == before

    def test_a_forged_request_keeps_nothing(self):
        before = self.objects()
        forger = Client(enforce_csrf_checks=True)
        forger.force_login(self.insider)
        assert self.hand_in(a_file(b"forged"), client=forger).status_code == 403
        assert self.entries()[-1].event.act is Act.REFUSED
        assert self.objects() == before

    def test_colleagues_and_strangers_are_turned_away_before_the_first_byte(self):
        self.assert_hidden(self.address)
        with mock.patch("safelight.desk.exhibits.upload.SealingUploadHandler.new_file") as begun:
            assert self.hand_in(a_file(b"one"), client=self.client_of_colleague).status_code == 404
            assert self.hand_in(a_file(b"one"), client=self.client_of_stranger).status_code == 302
        begun.assert_not_called()

    def test_without_the_ledger_nothing_is_kept_and_that_is_said(self):
        before = self.objects()
        with mock.patch.object(Ledger, "append", side_effect=LedgerUnavailable("No room.")):
            answer = self.hand_in(a_file(b"one"))
        assert answer.status_code == 503
        assert self.objects() == before
        assert not Exhibit.objects.filter(case=self.case).exists()

    def test_a_bad_body_is_answered_with_a_sentence(self):
        answer = self.client.generic("POST", self.address, b"nonsense", "multipart/form-data; boundary=")
        assert answer.status_code == 400
