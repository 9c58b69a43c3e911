"""An import: files handed in one after the other by a client that sends a form again until it is answered."""

import hashlib
import re
from pathlib import Path

from django.core.files.uploadedfile import SimpleUploadedFile
from tests.faults.forked import Ended, Tell, forked

PASSWORD = "correct-horse-lantern"


class Import:
    """So many files, each unlike any other, and which of them were acknowledged."""

    def __init__(self, files: int, seed: int) -> None:
        self.seed = seed
        self.pending = list(range(files))
        self.acknowledged: list[int] = []
        self.refusals = 0

    def content(self, number: int) -> bytes:
        """A short conversation; every fifth takes more than one chunk of an object, every tenth several blocks."""
        lines = {4: 40_000, 9: 100_000}.get(number % 10, 1 + number % 50)
        said = "".join(
            f"[{1 + line % 28:02}/03/2026, 21:{line % 60:02}:00] {'Sam' if line % 2 else 'Mia'}: "
            f"{self.seed} {number} {line}\n"
            for line in range(lines)
        )
        return said.encode()

    def form(self, number: int) -> str:
        """The number of the form that a file is sent with, each time it is sent."""
        return hashlib.sha256(f"{self.seed} {number}".encode()).hexdigest()[:32]

    def go_on(self, address: str, most: int | None = None, **faults) -> Ended:
        """Hands in what is pending, in a copy of this process, and takes note of what was acknowledged."""
        files = self.pending[:most]

        def hand_in(tell: Tell) -> None:
            client = signed_in()
            for number in files:
                sent = SimpleUploadedFile(f"_chat {number}.txt", self.content(number))
                fields = {"files": [sent], "form": self.form(number), "last": "last"}
                answer = client.post(address, fields)
                tell(f"{'ack' if answer.status_code == 302 else f'refused {answer.status_code}'} {number}")

        ended = forked(hand_in, **faults)
        self.refusals += len(ended.after("refused"))
        for number in map(int, ended.after("ack")):
            self.pending.remove(number)
            self.acknowledged.append(number)
        return ended


def signed_in():
    """A browser of the one officer."""
    from django.test import Client

    from safelight.desk.people.models import Person

    client = Client(raise_request_exception=False)
    client.force_login(Person.objects.get(username="asha"))
    return client


def sign_in(tell: Tell) -> None:
    """Tells the cookie of the officer's session."""
    tell(f"session {signed_in().cookies['session'].value}")


def prepare(tell: Tell) -> None:
    """A desk with one officer and one case; tells the address that files go to."""
    from django.core.management import call_command
    from django.urls import reverse

    from safelight.desk.cases.actions import open_case
    from safelight.desk.cases.models import Harm
    from safelight.desk.people.actions import make_person
    from safelight.desk.people.models import Role

    call_command("migrate", verbosity=0)
    person = make_person("asha", PASSWORD, "Asha Brown", Role.OFFICER)
    case = open_case(person, title="A", harm=Harm.STALKING, safe_contact="-")
    tell(f"address {reverse('exhibits:add', args=[case.reference])}")


def work(tell: Tell) -> None:
    """The worker, until nothing is left to do."""
    from safelight.desk.exhibits.worker import run_worker

    run_worker(until_idle=True)
    tell("idle")


def append(tell: Tell) -> None:
    """Somebody who looks and looks: entries of the ledger, each told when it is on disk."""
    from safelight.desk.keeping import the_ledger
    from safelight.evidence.audit import Act, AuditEvent

    for number in range(400):
        entry = the_ledger().append(AuditEvent(act=Act.SEARCHED, actor="person:1", details={"n": number}))
        tell(f"entry {entry.index}:{entry.leaf_hash.hex()}")


def verify(importing: Import, entries: list[str], folder: Path):
    """Work that tells everything that is not as it should be, and some figures."""

    def look(tell: Tell) -> None:
        from safelight.desk.checking.rows import rows_of_database
        from safelight.desk.exhibits.models import Exhibit, Stage
        from safelight.desk.keeping import the_ledger, the_vault
        from safelight.evidence.checking.check import Check

        expected = {
            hashlib.sha256(importing.content(number)).hexdigest(): number for number in importing.acknowledged
        }
        found = list(Exhibit.objects.values_list("sha256", "stage", "problem"))
        digests = [sha256 for sha256, _stage, _problem in found]
        for sha256, number in expected.items():
            if digests.count(sha256) != 1:
                tell(f"wrong file {number} was acknowledged and is listed {digests.count(sha256)} times")
        for sha256 in set(digests) - set(expected):
            tell(f"wrong a file {sha256[:16]} is listed and was never acknowledged")
        for stage in {stage for _sha256, stage, _problem in found} - {Stage.READY}:
            count = sum(one == stage for _sha256, one, _problem in found)
            tell(f"wrong {count} exhibits are in the end: {stage}")
        ledger = the_ledger()
        held = {f"{entry.index}:{entry.leaf_hash.hex()}" for entry in ledger.entries(limit=10**7)}
        for entry in entries:
            if entry not in held:
                tell(f"wrong entry {entry} was acknowledged and is not in the ledger")
        the_vault().sweep()
        check = Check(the_vault(), ledger, rows_of_database, folder / "check" / "progress")
        notes = 0
        for problem in check.problems(lambda kept: None):
            notes += problem.is_note
            if not problem.is_note:
                tell(f"wrong {problem.kind}: {problem.sentence}")
        tell(f"figures {len(found)} exhibits, {ledger.size} entries, {notes} notes of the check")

    return look


def address_of(ended: Ended) -> str:
    """What ``prepare`` told."""
    (address,) = ended.after("address")
    assert re.fullmatch(r"/cases/[^/]+/exhibits/add/", address)
    return address
