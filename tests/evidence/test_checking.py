"""Whatever is wrong between objects, database and ledger is found and told apart by kind, and nothing else is."""

import io
import sqlite3
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from safelight.evidence.audit import Act, AuditEvent
from safelight.evidence.checking import orphans
from safelight.evidence.checking.check import Check
from safelight.evidence.checking.orphans import Reason
from safelight.evidence.checking.problem import ADVICE, Kind
from safelight.evidence.checking.rows import CaseRow, Row, Rows
from safelight.evidence.keys import ForceKey
from safelight.evidence.ledger import Ledger
from safelight.evidence.vault import Vault

CASE = "case-1"
OPENED = AuditEvent(act=Act.CASE_OPENED, actor="person:7", case=CASE)
SEALING = AuditEvent(act=Act.EXHIBIT_SEALED, actor="person:7", details={"what": "original"})


class Desk:
    """A vault, a ledger and what a database would say, with three exhibits in one case."""

    def __init__(self, vault: Vault, ledger: Ledger, folder: Path) -> None:
        self.vault, self.ledger, self.folder = vault, ledger, folder
        ledger.append(OPENED)
        self.seals = [
            vault.seal(CASE, io.BytesIO(content), audit=SEALING) for content in (b"a", b"b", b"c" * 2_000_000)
        ]
        self.cases = [CaseRow(key=CASE, reference="SL-2026-0001")]
        self.rows = [
            Row(
                case=CASE,
                sha256=one.sha256,
                where="An exhibit",
                is_original=True,
                size=one.size,
                blake3=one.blake3,
            )
            for one in self.seals
        ]

    def now(self) -> Rows:
        return Rows(list(self.cases), list(self.rows))

    def check(self) -> Check:
        return Check(self.vault, self.ledger, self.now, self.folder / "progress")

    def kinds(self) -> list[Kind]:
        found = list(self.check().problems(lambda kept: None))
        assert all(problem.sentence.endswith(".") and problem.advice for problem in found)
        return sorted(problem.kind for problem in found)

    def path(self, number: int) -> Path:
        from safelight.evidence.case_keys import object_name

        name = object_name(self.vault.keys.find(CASE), self.seals[number].sha256)
        return self.folder / "vault" / CASE / name[:2] / name

    def damage(self, number: int) -> None:
        content = bytearray(self.path(number).read_bytes())
        content[-1] ^= 1
        self.path(number).write_bytes(content)


@pytest.fixture
def desk(vault: Vault, ledger: Ledger, tmp_path: Path) -> Desk:
    return Desk(vault, ledger, tmp_path)


def test_nothing_is_found_where_nothing_is_wrong(desk: Desk) -> None:
    assert desk.kinds() == []


def test_a_damaged_object(desk: Desk) -> None:
    desk.damage(0)
    assert desk.kinds() == [Kind.DAMAGED]


def test_an_object_in_the_place_of_another(desk: Desk) -> None:
    desk.path(0).write_bytes(desk.path(1).read_bytes())
    assert desk.kinds() == [Kind.MISPLACED]


def test_an_object_that_is_gone_is_told_of_once_by_its_row(desk: Desk) -> None:
    desk.path(0).unlink()
    assert desk.kinds() == [Kind.ROW_WITHOUT_OBJECT]


def test_an_object_that_is_gone_and_that_no_row_names(desk: Desk) -> None:
    table = desk.vault.seal(CASE, io.BytesIO(b"table"), audit=AuditEvent(act=Act.WORKED_ON, actor="worker"))
    assert desk.kinds() == []
    desk.seals.append(table)
    desk.path(3).unlink()
    assert desk.kinds() == [Kind.OBJECT_MISSING]


def test_an_object_nobody_knows(desk: Desk, tmp_path: Path) -> None:
    other = Ledger(tmp_path / "other")
    Vault(tmp_path / "vault", ForceKey.from_file(tmp_path / "force.key"), other).seal(
        CASE, io.BytesIO(b"x"), audit=SEALING
    )
    other.close()
    assert desk.kinds() == [Kind.UNKNOWN_OBJECT]


def test_objects_of_a_case_nobody_knows(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "vault" / "case-9" / "ab").mkdir(parents=True)
    (tmp_path / "vault" / "case-9" / "ab" / ("ab" * 32)).write_bytes(b"?")
    assert desk.kinds() == [Kind.UNKNOWN_CASE]


def test_a_row_that_was_added_and_one_that_was_altered(desk: Desk) -> None:
    desk.rows.append(Row(case=CASE, sha256="f" * 64, where="An exhibit", is_original=True))
    assert desk.kinds() == sorted([Kind.ROW_UNRECORDED, Kind.ROW_WITHOUT_OBJECT])
    desk.rows.pop()
    desk.rows[0] = Row(case=CASE, sha256=desk.rows[0].sha256, where="An exhibit", is_original=True, size=99)
    assert desk.kinds() == [Kind.ROW_ALTERED]


def test_a_row_that_was_taken_out_and_an_upload_that_broke_off_are_told_apart(desk: Desk) -> None:
    taken_out = desk.rows.pop()
    assert desk.kinds() == [Kind.ORPHAN]
    desk.ledger.append(AuditEvent(act=Act.EXHIBIT_READ, actor="worker", case=CASE, subject=taken_out.sha256))
    assert desk.kinds() == [Kind.ROW_MISSING]


def test_the_same_file_entered_twice_and_listed_once(desk: Desk) -> None:
    desk.vault.seal(CASE, io.BytesIO(b"a"), audit=SEALING)
    assert desk.kinds() == [Kind.ORPHAN]
    desk.rows.append(desk.rows[0])
    assert desk.kinds() == []


def test_the_name_of_an_exhibit_that_was_never_listed(desk: Desk) -> None:
    naming = AuditEvent(act=Act.EXHIBIT_SEALED, actor="person:7", details={"what": "name"})
    named = desk.vault.seal(CASE, io.BytesIO(b"a.txt"), audit=naming)
    assert desk.kinds() == [Kind.ORPHAN]
    desk.rows.append(Row(case=CASE, sha256=named.sha256, where="An exhibit (name)"))
    assert desk.kinds() == []


def test_cases_that_only_one_side_knows(desk: Desk) -> None:
    desk.cases.append(CaseRow(key="case-2", reference="SL-2026-0002"))
    assert desk.kinds() == [Kind.CASE_UNRECORDED]
    desk.cases.pop()
    desk.ledger.append(AuditEvent(act=Act.CASE_OPENED, actor="person:7", case="case-3"))
    assert desk.kinds() == [Kind.CASE_NOT_FINISHED]
    desk.ledger.append(AuditEvent(act=Act.MEMBER_ADDED, actor="person:7", case="case-3"))
    assert desk.kinds() == [Kind.CASE_ROW_MISSING]


def test_a_key_that_is_missing_and_one_that_does_not_open(desk: Desk, tmp_path: Path) -> None:
    kept = tmp_path / "vault" / ".case-keys" / f"{CASE}.key"
    content = kept.read_bytes()
    kept.write_bytes(content[:-1] + b"?")
    assert desk.kinds() == [Kind.KEY_WRONG]
    kept.unlink()
    assert desk.kinds() == [Kind.KEY_MISSING]
    (kept.parent / f"{CASE}.disposed").write_bytes(b"[]")  # a mark alone is no disposal
    assert desk.kinds() == [Kind.KEY_MISSING]
    kept.write_bytes(content)
    (kept.parent / f"{CASE}.disposed").unlink()
    assert desk.kinds() == []


def test_what_was_being_sealed_when_something_stopped(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "vault" / CASE / ".partial-0").write_bytes(b"x")
    with desk.vault.sealing(CASE, audit=SEALING):
        assert desk.kinds() == [Kind.UNFINISHED]
        assert desk.vault.sweep() == 0  # too young to say


def test_a_damaged_object_kept_aside(desk: Desk) -> None:
    desk.damage(0)
    desk.vault.seal(CASE, io.BytesIO(b"a"), audit=AuditEvent(act=Act.WORKED_ON, actor="worker"))
    assert desk.kinds() == [Kind.KEPT_ASIDE]


def test_a_disposed_case_leaves_nothing_to_be_found_but_what_is_left(desk: Desk, tmp_path: Path) -> None:
    key = (tmp_path / "vault" / ".case-keys" / f"{CASE}.key").read_bytes()
    desk.vault.destroy_case_key(CASE, audit=AuditEvent(act=Act.CASE_DISPOSED, actor="person:8"))
    assert desk.kinds() == sorted([*[Kind.DISPOSED_ROWS_LEFT] * 3, Kind.DISPOSED_OBJECTS_LEFT])
    desk.rows.clear()
    desk.vault.store.remove_case(CASE)
    assert desk.kinds() == []
    (tmp_path / "vault" / ".case-keys" / f"{CASE}.key").write_bytes(key)
    assert desk.kinds() == [Kind.DISPOSED_KEY_LEFT]


def test_a_ledger_that_was_altered(desk: Desk, tmp_path: Path) -> None:
    desk.ledger.close()
    with sqlite3.connect(tmp_path / "ledger" / "ledger.sqlite") as connection:
        connection.execute("DROP TRIGGER entry_no_UPDATE")
        connection.execute(
            "UPDATE entry SET leaf = CAST(replace(leaf, 'person:7', 'person:9') AS BLOB) WHERE position = 1"
        )
    connection.close()
    assert Kind.LEDGER in desk.kinds()


def test_what_settles_while_the_check_runs_is_not_told(desk: Desk) -> None:
    check = desk.check()
    late = desk.vault.seal(CASE, io.BytesIO(b"late"), audit=SEALING)  # its row comes a moment after it
    desk.rows.append(Row(case=CASE, sha256=late.sha256, where="An exhibit", is_original=True))
    assert list(check.problems(lambda kept: None)) == []


def test_a_check_that_was_stopped_goes_on_and_forgets_no_damage(desk: Desk, tmp_path: Path) -> None:
    desk.damage(0)
    stopped = desk.check()
    seen = []

    def stop_after_two(kept) -> None:
        seen.append(kept.name)
        if len(seen) == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        list(stopped.problems(stop_after_two))
    stopped.looked_at.close()
    going_on = desk.check()
    assert going_on.looked_at.count >= 1
    read = []
    going_on.looked_at.add = lambda case, kept: read.append(kept.name)  # type: ignore[method-assign]
    assert [problem.kind for problem in going_on.problems(lambda kept: None)] == [Kind.DAMAGED]
    assert len(read) < 2
    assert not (tmp_path / "progress").exists()


def test_an_object_that_was_replaced_since_it_was_looked_at_is_looked_at_again(desk: Desk) -> None:
    first = desk.check()
    with pytest.raises(KeyboardInterrupt):
        list(first.problems(_stop_at_the_third()))
    first.looked_at.close()
    for number in range(3):
        desk.damage(number)
    assert desk.kinds() == [Kind.DAMAGED] * 3


def _stop_at_the_third():
    seen = []

    def told(kept) -> None:
        seen.append(kept)
        if len(seen) == 3:
            raise KeyboardInterrupt

    return told


def test_orphans_are_removed_when_they_are_old_enough_and_the_ledger_says_so(desk: Desk) -> None:
    gone = desk.rows.pop(0)
    check = desk.check()
    found = list(check.problems(lambda kept: None))
    assert orphans.removable(found, check.recorded, older_than=timedelta(seconds=0)) == []
    check.recorded.cases[CASE].objects[gone.sha256].at = datetime.now(UTC) - timedelta(days=40)
    going = orphans.removable(found, check.recorded, older_than=timedelta(days=30))
    desk.rows.append(gone)  # somebody listed it meanwhile
    assert orphans.remove(desk.vault, going, desk.now, reason=Reason.TRIAL, actor="command-line") == 0
    desk.rows.pop()
    assert orphans.remove(desk.vault, going, desk.now, reason=Reason.TRIAL, actor="command-line") == 1
    assert not desk.path(0).exists()
    event = desk.ledger.entries(newest_first=True)[0].event
    assert (event.act, event.subject, event.details["reason"]) == (Act.ORPHAN_REMOVED, gone.sha256, "trial")
    assert desk.kinds() == []


def test_every_kind_says_what_to_do() -> None:
    assert set(ADVICE) == set(Kind)
