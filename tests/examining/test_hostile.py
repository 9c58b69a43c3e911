"""Whatever is handed in is sealed as it came, said in a sentence, and never in the way of the next file."""

import hashlib
import json
import subprocess
import sys
from pathlib import Path

import pytest
from tests.examining.hostile import GOOD, SPARSE_BYTES, write_hostile

import safelight
from safelight.evidence.audit import Act, AuditEvent
from safelight.evidence.keys import ForceKey
from safelight.evidence.ledger import Ledger
from safelight.evidence.vault import Vault
from safelight.examining.paths import Examined, ExaminedExhibit
from safelight.examining.summary import summary_of

LOOK = AuditEvent(act=Act.WORKED_ON, actor="test", case="examination")


@pytest.fixture(scope="module")
def handed_in(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    folder = tmp_path_factory.mktemp("handed in")
    files = write_hostile(folder)
    return {str(folder / name): content for name, content in files.items()}


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("kept")


@pytest.fixture(scope="module")
def examined(handed_in: dict[str, bytes], kept: Path) -> Examined:
    return safelight.examine(*handed_in, folder=kept)


def named(examined: Examined, name: str) -> ExaminedExhibit:
    return next(each for each in examined.exhibits if each.name == name)


def assert_adds_up(examined: Examined) -> None:
    for each in examined.exhibits:
        count = each.read.bytes
        assert count.total == count.read + count.skipped + count.failed, each.name
        for member in each.tally.members:
            assert sum(stretch.length for stretch in member.stretches) == member.size, member.member
    total = summary_of(examined)["bytes"]
    assert total["total"] == total["read"] + total["skipped"] + total["failed"]


def test_every_file_is_sealed_and_the_originals_come_back_byte_for_byte(
    examined: Examined, handed_in: dict[str, bytes], kept: Path
) -> None:
    vault = Vault(kept / "vault", ForceKey.from_file(kept / "force.key"), Ledger(kept / "ledger"))
    assert len(examined.exhibits) == len(handed_in)
    for path, content in handed_in.items():
        seal = named(examined, Path(path).name).seal
        assert seal.sha256 == hashlib.sha256(content).hexdigest()
        assert vault.read("examination", seal.sha256, audit=LOOK) == content
        assert Path(path).read_bytes() == content


def test_every_byte_is_accounted_for(examined: Examined) -> None:
    assert_adds_up(examined)


def test_files_after_a_bad_one_are_read(examined: Examined) -> None:
    for name in ("good.txt", "packed.txt.gz", "zzz good.txt"):
        assert sum(named(examined, name).read.records_by_kind.values()) == 2
        assert not named(examined, name).read.not_read


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("of no kind.bin", "No reader knows this kind of file yet"),
        ("cut short.zip", "cut short or damaged"),
        ("empty.txt", "empty"),
        ("not utf-8 at all.bin", "No reader knows this kind of file yet"),
        ("under a password.zip", "password"),
        ("links.tar", "not followed"),
        ("packed and cut.txt.gz", "damaged or cut short"),
        ("zeros.gz", "more than is safe"),
    ],
)
def test_what_was_not_read_is_said_in_a_sentence(examined: Examined, name: str, said: str) -> None:
    parts = named(examined, name).read.not_read
    assert any(said in part.sentence for part in parts), [part.sentence for part in parts]
    assert all(part.sentence.endswith(".") for part in parts)


def test_a_chat_that_is_not_utf_8_is_read_and_its_doubt_kept(examined: Examined) -> None:
    read = examined.table.filter(member="not utf-8.txt")
    assert read["sender"].to_list() == ["Zoë"] * 3
    assert all("not_utf8" in doubts for doubts in read["doubts"])


def test_a_file_of_two_kinds_loses_neither_its_records_nor_its_bytes(examined: Examined) -> None:
    both = named(examined, "both zip and chat.txt")
    members = [member.member for member in both.tally.members if member.records]
    assert len(members) == 2, "the chat before the archive, and the chat inside it"
    pdf = named(examined, "both pdf and chat.pdf")
    assert pdf.read.bytes.total == len(b"%PDF-1.4\n" + GOOD.encode())


def test_a_name_that_climbs_stays_text(examined: Examined, kept: Path) -> None:
    climbing = named(examined, "one zip that climbs.zip")
    assert [member.records for member in climbing.tally.members] == [2, 2]
    assert climbing.tally.members[0].member.endswith("../../climbed/chat.txt")
    assert not list(kept.parent.rglob("climbed"))


def test_records_point_at_the_bytes_they_came_from(examined: Examined, handed_in: dict[str, bytes]) -> None:
    by_name = {Path(path).name: content for path, content in handed_in.items()}
    rows = examined.table.filter(examined.table["member"].is_in(["good.txt", "zzz good.txt"]))
    for row in rows.iter_rows(named=True):
        stretch = by_name[row["member"]][row["offset"] : row["offset"] + row["length"]].decode()
        assert row["text"] in stretch


def test_a_file_that_cannot_be_opened_is_said_and_the_next_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a closed.txt").write_text(GOOD)
    (tmp_path / "b open.txt").write_text(GOOD)
    opened = Path.open

    def refusing(path: Path, *args: object, **options: object) -> object:
        if path.name == "a closed.txt":
            raise PermissionError(13, "Permission denied")
        return opened(path, *args, **options)  # type: ignore[call-overload]

    monkeypatch.setattr(Path, "open", refusing)
    examined = safelight.examine(tmp_path)
    assert [each.name.rpartition("/")[2] for each in examined.exhibits] == ["b open.txt"]
    ((name, part),) = examined.not_read
    assert name.endswith("a closed.txt")
    assert "could not be opened (Permission denied)" in part.sentence


def test_two_gigabytes_of_nothing_cost_no_memory(tmp_path: Path) -> None:
    """The file is sparse and sealing is passed over: it is the reading that must not hold it.

    The peak is the kernel's own figure: that of ``getrusage`` is inherited from the process that runs the tests.
    """
    path = tmp_path / "zeros.txt"
    with path.open("wb") as file:
        file.truncate(SPARSE_BYTES)
    code = (
        "import sys\n"
        "from safelight.readers.reading import Reading\n"
        "from safelight.readers.reader import ReadingHints\n"
        "reading = Reading(open(sys.argv[1], 'rb'), 'zeros.txt', ReadingHints())\n"
        "count = sum(1 for _ in reading.records())\n"
        "member, = reading.tally.members\n"
        "status = open('/proc/self/status').read()\n"
        "peak = status.split('VmHWM:')[1].split()[0]\n"
        "print(count, member.size, peak, member.reasons[0])\n"
    )
    done = subprocess.run([sys.executable, "-c", code, str(path)], check=True, capture_output=True, text=True)
    count, size, peak, said = done.stdout.split(" ", 3)
    assert (int(count), int(size)) == (0, SPARSE_BYTES)
    assert int(peak) < 400_000, "kilobytes"
    assert said.strip().endswith(".")


@pytest.mark.shared
def test_everything_made_to_break_software_goes_through_in_one_run(shared: Path, tmp_path: Path) -> None:
    nasty, kept = tmp_path / "nasty", tmp_path / "kept"
    made = subprocess.run(
        [sys.executable, str(shared / "nasty" / "make_nasty.py"), str(nasty)], check=False, capture_output=True
    )
    files = [path for path in nasty.rglob("*") if path.is_file()]
    assert len(files) > 60, made.stderr.decode()[-500:]
    before = {path: hashlib.sha256(path.read_bytes()).hexdigest() for path in files}
    examined = safelight.examine(nasty, folder=kept)
    assert {each.seal.sha256 for each in examined.exhibits} == set(before.values())
    assert {path: hashlib.sha256(path.read_bytes()).hexdigest() for path in files} == before
    assert {path.name for path in tmp_path.iterdir()} == {"nasty", "kept"}
    assert {path.name for path in kept.iterdir()} == {"force.key", "ledger", "vault"}
    assert not any("stopped here because of a fault of its own" in part.sentence for _, part in examined.not_read)
    assert max(each.read.peak_bytes for each in examined.exhibits) <= 1024**3
    assert max(each.read.processor_seconds for each in examined.exhibits) <= 60
    assert all("resource limits" in each.read.guards for each in examined.exhibits)
    assert not any(signal.failed for signal in examined.examination.read_by)
    assert_adds_up(examined)
    json.dumps(summary_of(examined), ensure_ascii=False).encode()
