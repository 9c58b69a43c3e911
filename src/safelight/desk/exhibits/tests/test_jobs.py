"""From a sealed exhibit to findings: stages, counts, and doing it twice."""

import io
import zlib
from unittest import mock

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.urls import reverse
from django_tasks_db.models import DBTaskResult

from safelight.desk import content
from safelight.desk.cases.actions import change_context
from safelight.desk.exhibits import engine
from safelight.desk.exhibits.actions import hand_in
from safelight.desk.exhibits.jobs import examine_case, read_exhibit
from safelight.desk.exhibits.models import Examination, ExaminationState, Exhibit, Stage
from safelight.desk.exhibits.worker import run_worker
from safelight.desk.looks import event_of
from safelight.desk.reading.actions import say_how_to_read
from safelight.desk.testing import DeskTestCase
from safelight.evidence.audit import Act
from safelight.evidence.ledger import LedgerUnavailable
from safelight.evidence.sealing import CannotSeal
from safelight.readers.choices import MemberChoice
from safelight.readers.sqlite.header import MAGIC
from safelight.signals.context import CaseContext

CHAT = b"".join(
    f"[{day:02d}/03/2026, 21:{minute:02d}:00] {who}: {words}\n".encode()
    for day, minute, who, words in [
        (1, 5, "Sam", "Where are you?"),
        (1, 6, "Mia", "Please stop messaging me"),
        (2, 7, "Sam", "Answer me"),
    ]
)


def _locked(plain: bytes, secret: bytes) -> bytes:
    """A locked WhatsApp backup of 2016, as its readers describe it."""
    iv = bytes(16)
    return bytes(51) + iv + AESGCM(secret).encrypt(iv, zlib.compress(plain), None) + bytes(20)


class ReadingTests(DeskTestCase):
    def hand_in(self, plain: bytes = CHAT, name: str = "_chat.txt") -> Exhibit:
        return hand_in(self.case, self.insider, name, io.BytesIO(plain))

    def look(self, act: Act = Act.LOOKED_AT_CASE):
        return event_of(self.insider, act, case=self.case.key)

    def test_an_exhibit_is_read_and_its_case_examined(self):
        exhibit = self.hand_in()
        assert Stage(exhibit.stage) is Stage.SEALED
        run_worker(until_idle=True)
        exhibit.refresh_from_db()
        assert (exhibit.stage, exhibit.records, exhibit.bytes_read) == (Stage.READY, 3, len(CHAT))
        examination = Examination.objects.get(case=self.case)
        assert (examination.state, examination.records) == (ExaminationState.READY, 3)
        assert content.open_table(self.case, audit=self.look()).collect().height == 3
        assert content.open_examination(self.case, audit=self.look()).records_by_kind == {"message": 3}
        acts = [entry.event.act for entry in self.entries()]
        assert acts.count(Act.EXHIBIT_READ) == acts.count(Act.CASE_EXAMINED) == 1

    def test_two_exhibits_are_examined_together_once(self):
        self.hand_in()
        self.hand_in(CHAT.replace(b"Sam", b"Tom"), "other_chat.txt")
        run_worker(until_idle=True)
        assert Examination.objects.get(case=self.case).records == 6
        assert [entry.event.act for entry in self.entries()].count(Act.CASE_EXAMINED) == 1

    def test_doing_it_twice_changes_nothing(self):
        exhibit = self.hand_in()
        run_worker(until_idle=True)
        before = Exhibit.objects.filter(pk=exhibit.pk).values().get()
        examined = Examination.objects.filter(case=self.case).values("sealed_sha256", "records_sha256").get()
        read_exhibit.func(exhibit.pk)
        examine_case.func(self.case.pk)
        assert Exhibit.objects.filter(pk=exhibit.pk).values().get() == before
        again = Examination.objects.filter(case=self.case).values("sealed_sha256", "records_sha256").get()
        assert again["records_sha256"] == examined["records_sha256"]

    def test_what_no_reader_knows_is_kept_and_accounted_for(self):
        exhibit = self.hand_in(bytes(range(256)) * 4, "thing.bin")
        run_worker(until_idle=True)
        exhibit.refresh_from_db()
        assert (exhibit.stage, exhibit.records, exhibit.bytes_failed) == (Stage.READY, 0, 1024)

    def test_a_fault_of_the_software_is_said_and_the_rest_goes_on(self):
        broken, sound = self.hand_in(b"x", "x.bin"), self.hand_in()
        read, words = engine.read, "".join(["sec", "ret words from the exhibit"])

        def read_or_break(exhibit, progress, **given):
            if exhibit.pk == broken.pk:
                raise RuntimeError(words)
            return read(exhibit, progress, **given)

        with mock.patch.object(engine, "read", read_or_break), self.assertLogs("django_tasks", "ERROR"):
            run_worker(until_idle=True)
        broken.refresh_from_db()
        sound.refresh_from_db()
        assert (broken.stage, sound.stage) == (Stage.NOT_READ, Stage.READY)
        assert "sealed and unharmed" in broken.problem
        kept = str(list(DBTaskResult.objects.values()))
        assert "RuntimeError" in kept
        assert "secret" not in broken.problem + str(self.entries()) + kept

    def test_new_knowledge_has_everything_examined_again(self):
        self.hand_in()
        run_worker(until_idle=True)
        form = {"owner_name": "Mia", "concern": "Sam", "timezone": "Europe/London"}
        answer = self.client.post(reverse("cases:context", args=[self.case.reference]), form)
        assert answer.status_code == 302
        run_worker(until_idle=True)
        assert Examination.objects.get(case=self.case).version == 2

    def test_a_result_overtaken_by_another_exhibit_is_dropped(self):
        self.hand_in()
        run_worker(until_idle=True)
        examine = engine.examine

        def examine_slowly(case, tables, *, audit):
            result = examine(case, tables, audit=audit)
            Exhibit.objects.filter(case=case).update(table_sha256="0" * 64)
            return result

        version = Examination.objects.get(case=self.case).version
        with mock.patch.object(engine, "examine", examine_slowly):
            examine_case.func(self.case.pk)
        assert Examination.objects.get(case=self.case).version == version

    def test_one_look_is_one_entry_from_the_vault_and_from_memory(self):
        self.hand_in()
        run_worker(until_idle=True)
        for _ in range(2):
            before = len(self.entries())
            content.open_examination(self.case, audit=self.look())
            assert len(self.entries()) == before + 1

    def test_bytes_are_those_that_were_handed_in(self):
        exhibit = self.hand_in()
        look = self.look(Act.LOOKED_AT_BYTES)
        assert content.open_bytes(exhibit, "_chat.txt", 5, 20, audit=look) == CHAT[5:25]
        with pytest.raises(content.NoSuchMember):
            content.open_bytes(exhibit, "other.txt", 0, 1, audit=look)

    def test_bytes_of_a_backup_that_an_officers_key_opened_are_those_inside_it(self):
        secret, plain = bytes(32), MAGIC + b"what was inside"
        exhibit = self.hand_in(_locked(plain, secret), "msgstore.db.crypt12")
        run_worker(until_idle=True)
        key = MemberChoice(key=secret.hex())
        say_how_to_read(exhibit, self.insider, "", key, reason="She wrote it down.", seen="")
        exhibit.refresh_from_db()
        look = self.look(Act.LOOKED_AT_BYTES)
        assert content.open_bytes(exhibit, "msgstore.db.crypt12/msgstore.db", 16, 40, audit=look) == plain[16:]

    def test_context_of_another_colour_does_not_break_an_empty_case(self):
        change_context(self.case, self.insider, CaseContext(timezone="Europe/London"))
        with pytest.raises(content.NotThereYet):
            content.open_table(self.case, audit=self.look())


class TroubleTests(DeskTestCase):
    def test_work_that_met_a_full_disk_is_taken_up_again_and_not_counted(self):
        exhibit = hand_in(self.case, self.insider, "_chat.txt", io.BytesIO(CHAT))
        for problem in (OSError(28, "No space left on device"), LedgerUnavailable("The ledger cannot be used.")):
            with mock.patch.object(engine, "read", side_effect=problem):
                run_worker(until_idle=True)
            exhibit.refresh_from_db()
            assert (exhibit.attempts, exhibit.is_over) == (0, False)
        with mock.patch.object(engine, "examine", side_effect=CannotSeal("The vault cannot write.")):
            run_worker(until_idle=True)
        run_worker(until_idle=True)
        exhibit.refresh_from_db()
        assert exhibit.stage == Stage.READY
