"""Wrong files handed in by the browser: each is sealed as it came and said in a sentence; good ones are read."""

import hashlib
import io
import zipfile

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from safelight.desk.exhibits.models import Examination, Exhibit, Stage
from safelight.desk.exhibits.worker import run_worker
from safelight.desk.keeping import the_vault
from safelight.desk.looks import event_of
from safelight.desk.testing import DeskTestCase
from safelight.evidence.audit import Act

CHAT = b"13/01/2026, 07:16 - Ben: bring milk\n13/01/2026, 07:20 - Ada: I will\n"


def archive(name: str, content: bytes) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr(name, content)
    return held.getvalue()


HOSTILE = {
    "climbing.zip": archive("../../x/_chat.txt", CHAT),
    "cut short.zip": archive("_chat.txt", CHAT * 50)[:-30],
    "empty.txt": b"",
    "<img src=x onerror=alert(1)>.txt": b"\x00\x01\x02" * 40,
    "not utf-8.txt": "13/01/2026, 07:16 - Zoë: café\n".encode("latin-1"),
    "picture.jpg": b"\xff\xd8\xff\xe0" + bytes(range(256)),
    "zeros.zip": archive("zeros.txt", bytes(4 * 1024 * 1024)),
    "good.txt": CHAT,
}
SAID = {
    hashlib.sha256(HOSTILE[name]).hexdigest(): sentence
    for name, sentence in {
        "cut short.zip": b"cut short or damaged",
        "empty.txt": b"The file is empty",
    }.items()
}


class HostileFilesTests(DeskTestCase):
    def test_each_is_sealed_said_and_in_nobodys_way(self):
        address = reverse("exhibits:add", args=[self.case.reference])
        files = [SimpleUploadedFile(name, content) for name, content in HOSTILE.items()]
        assert self.client.post(address, {"files": files, "last": "last"}).status_code == 302
        run_worker(until_idle=True)

        exhibits = list(Exhibit.objects.filter(case=self.case).order_by("pk"))
        audit = event_of(self.insider, Act.LOOKED_AT_BYTES, case=self.case.key)
        for exhibit, content in zip(exhibits, HOSTILE.values(), strict=True):
            assert exhibit.sha256 == hashlib.sha256(content).hexdigest()
            assert the_vault().read(self.case.key, exhibit.sha256, audit=audit) == content
            assert exhibit.stage == Stage.READY
            accounted = exhibit.bytes_read + exhibit.bytes_skipped + exhibit.bytes_failed
            assert accounted == exhibit.bytes_of_members
        assert [exhibit.records for exhibit in exhibits] == [2, 100, 0, 0, 1, 1, 0, 2]
        assert Examination.objects.get(case=self.case).records == 106

        for exhibit in exhibits:
            page = self.client.get(reverse("exhibits:exhibit", args=[self.case.reference, exhibit.slug]))
            assert page.status_code == 200
            assert b"<img src=x" not in page.content
            said = SAID.get(exhibit.sha256)
            assert said is None or said in page.content
        assert self.client.get(reverse("cases:case", args=[self.case.reference])).status_code == 200
