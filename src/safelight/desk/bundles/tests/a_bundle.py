"""A read case with an accepted finding, and the way from choosing to a bundle in the hand."""

import io
import re
import zipfile
from functools import cache

import pytest

from safelight.bundling.reading_copy.pdf import pdf_of
from safelight.desk.bundles.models import Bundle
from safelight.desk.conversations.tests.a_case import ReadCase
from safelight.desk.exhibits.worker import run_worker

FINDING = re.compile(r'href="/cases/[^/]+/findings/([^/"]+)/"')
CHOSEN = {"records": "of_findings", "before": "2", "after": "2", "words": "", "names": "", "accounts": ""}


class BundleCase(ReadCase):
    @pytest.fixture(autouse=True)
    def _with_one_pdf(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Setting a PDF takes seconds and is tested where the reading copy is (``tests/bundling``)."""
        monkeypatch.setattr("safelight.bundling.writing.pdf_of", lambda _: a_pdf())

    @classmethod
    def setUpTestData(cls) -> None:
        """As read; findings are decided in each test, because decisions cannot be taken back."""
        super().setUpTestData()
        cls.exhibits = [exhibit.sha256 for exhibit in cls.case.exhibits.all()]

    def setUp(self) -> None:
        super().setUp()
        found = dict.fromkeys(FINDING.findall(self.page("findings")))
        self.finding = next(iter(found))
        self.decide("accepted", seen=0)

    def decide(self, verdict: str, *, seen: int) -> None:
        given = {"verdict": verdict, "reason": "I read all of them.", "seen": str(seen)}
        self.client.post(self.address("findings", self.finding), given)

    def chosen(self, **changes: object) -> Bundle:
        """A bundle that was chosen and can be looked at."""
        given = {**CHOSEN, "findings": [self.finding], "exhibits": self.exhibits, **changes}
        answer = self.client.post(self.address("bundles", "choose"), given)
        assert answer.status_code == 302, answer.content.decode()
        return Bundle.objects.latest("pk")

    def made(self, **changes: object) -> Bundle:
        """A bundle that is ready."""
        bundle = self.chosen(**changes)
        self.client.post(self.address("bundles", bundle.number, "make"))
        run_worker(until_idle=True)
        bundle.refresh_from_db()
        assert bundle.state == "ready", bundle.problem
        return bundle

    def taken(self, bundle: Bundle, **given: str) -> bytes:
        """The bytes somebody gets who takes it."""
        answer = self.client.post(self.address("bundles", bundle.number, "take"), {"name": "Ms Gray", **given})
        assert answer.status_code == 200, answer.content.decode()
        assert answer.headers["Content-Disposition"].startswith("attachment")
        return b"".join(answer.streaming_content)


@cache
def a_pdf() -> bytes:
    """A page that says nothing of any case."""
    return pdf_of('<html lang="en"><title>A page</title><p>A page.</p></html>')


def files_in(packed: bytes) -> dict[str, bytes]:
    """The files of a bundle by their names."""
    with zipfile.ZipFile(io.BytesIO(packed)) as bundle:
        return {name: bundle.read(name) for name in bundle.namelist()}
