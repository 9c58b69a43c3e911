"""The receipt of an exhibit, for three people and for whoever checks it elsewhere."""

import io

from safelight.desk.exhibits.actions import hand_in
from safelight.desk.keeping import the_ledger
from safelight.desk.testing import DeskTestCase
from safelight.evidence import receipt
from safelight.evidence.audit import Act

BYTES = b"said at home, and nowhere else"


class ReceiptTests(DeskTestCase):
    def setUp(self):
        super().setUp()
        hand_in(self.case_of_colleague, self.colleague, "theirs.txt", io.BytesIO(BYTES))
        self.exhibit = hand_in(self.case, self.insider, "Mia at home.txt", io.BytesIO(BYTES))
        self.address = self.address_of("receipt")

    def address_of(self, *parts: str) -> str:
        return f"/cases/{self.case.reference}/exhibits/AB-1/{'/'.join(parts)}/"

    def test_it_shows_when_these_bytes_were_sealed_for_this_case(self):
        text = self.client.get(self.address_of("receipt", "file")).content.decode()
        entry, _head = receipt.verified(text, the_ledger().verifier_key)
        assert (entry.event.act, entry.event.subject) == (Act.EXHIBIT_SEALED, self.exhibit.sha256)
        assert entry.event.case == self.case.key

    def test_each_time_the_same_file_is_handed_in_has_a_receipt_of_its_own(self):
        hand_in(self.case, self.insider, "again.txt", io.BytesIO(BYTES))
        pages = [self.client.get(self.address_of("receipt", "file")).content]
        pages.append(self.client.get(self.address_of("receipt", "file").replace("AB-1", "AB-2")).content)
        entries = [receipt.parse(page.decode()).index for page in pages]
        assert entries == sorted(set(entries))

    def test_it_names_nobody_and_says_nothing_of_the_file(self):
        page = self.client.get(self.address).content.decode().partition("<h1")[2]
        text = self.client.get(self.address_of("receipt", "file")).content.decode()
        for said in ("Mia", "Asha", self.case.title):
            assert said not in page.partition("</main>")[0]
            assert said not in text
        assert self.exhibit.sha256 in page

    def test_taking_it_is_entered(self):
        self.client.get(self.address)
        event = self.entries()[-1].event
        assert (event.subject, event.details["what"]) == (self.exhibit.sha256, "receipt")

    def test_colleagues_and_strangers_get_none(self):
        self.assert_hidden(self.address)
        self.assert_hidden(self.address_of("receipt", "file"))
