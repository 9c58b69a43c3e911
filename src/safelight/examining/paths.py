"""The whole way through for files on this machine: seal, read, examine."""

import shutil
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache, partial
from pathlib import Path

import msgspec
import polars as pl

from safelight.evidence.audit import Act, AuditEvent
from safelight.evidence.keys import ForceKey
from safelight.evidence.ledger import Ledger
from safelight.evidence.vault import Seal, Vault
from safelight.examining.case import Examination, examine_table, hints_of
from safelight.examining.exhibit import Beside, ByteCount, NotRead, ReadExhibit, read_sealed
from safelight.readers.apart.spawner import idle
from safelight.readers.belonging import may_belong
from safelight.readers.choices import MemberChoice, ReadingChoices
from safelight.readers.containers import files_under
from safelight.readers.pictures.known import NO_LIST, KnownFiles
from safelight.readers.tables.mapping import TableMapping
from safelight.records.table import together
from safelight.records.tally import Tally
from safelight.signals.context import CaseContext

CASE = "examination"
"""How the vault and the ledger know what was examined without a desk."""
ACTOR = "command-line"
"""How the ledger knows who examined it."""

Told = Callable[[str, str, int], None]
"""Told the name of an exhibit, a stage (``seal``, ``read``, ``write``, ``examine``) and a count."""


class ExaminedExhibit(msgspec.Struct, frozen=True):
    """One file that was handed over: its seal, what reading gave, and the account of its every byte."""

    name: str
    seal: Seal
    read: ReadExhibit
    tally: Tally


class NotSealed(msgspec.Struct, frozen=True):
    """A file that could not even be opened: it stays where it is, and nothing of it was kept."""

    name: str
    bytes: int
    sentence: str


class Examined:
    """What ``examine`` gives: the exhibits, the table of records, the examination, and seconds by stage."""

    def __init__(
        self,
        exhibits: Sequence[ExaminedExhibit],
        table: pl.DataFrame,
        examination: Examination,
        seconds: dict[str, float],
        not_sealed: Sequence[NotSealed] = (),
    ) -> None:
        self.exhibits = tuple(exhibits)
        self.not_sealed = tuple(not_sealed)
        self.table = table
        self.examination = examination
        self.seconds = seconds

    @property
    def bytes(self) -> ByteCount:
        """Bytes of all exhibits by what became of them."""
        return sum((exhibit.read.bytes for exhibit in self.exhibits), ByteCount())

    @property
    def not_read(self) -> tuple[tuple[str, NotRead], ...]:
        """Everything that was not read, with the exhibit it stands in; empty when everything was."""
        unsealed = ((one.name, NotRead(one.name, one.bytes, one.sentence)) for one in self.not_sealed)
        return (
            *unsealed,
            *((exhibit.name, part) for exhibit in self.exhibits for part in exhibit.read.not_read),
        )


def examine(
    *paths: str | Path,
    context: CaseContext | None = None,
    mapping: TableMapping | None = None,
    folder: Path | None = None,
    told: Told | None = None,
    known_files: KnownFiles = NO_LIST,
) -> Examined:
    """Seal, read and examine files and folders.

    ``folder`` is where the sealed originals, their ledger and the key that opens them are kept; without one they
    are kept only while this runs. A file that cannot be opened is said in ``Examined.not_sealed``, and the next
    one goes on. ``known_files`` are those that must never be opened; ``mapping`` describes the tables handed over
    (CSV, Excel) that nothing else reads. Raises ``FileNotFoundError`` for a path that is not there.
    """
    context = context or CaseContext()
    hints = msgspec.structs.replace(hints_of(context), known_files=known_files)
    choices = ReadingChoices(general=MemberChoice(mapping=mapping))
    files = list(files_of(paths))
    idle.warm_up()
    with _place(folder) as place, _Clock() as clock:
        vault = _vault(place)
        exhibits, tables, not_sealed = [], [], []
        seal_once = cache(partial(_sealed, vault))
        for name, path in files:
            tell = _teller(told, name)
            tell("seal", 0)
            with clock.stage("seal"):
                seal = seal_once(name, path)
                beside = [*_beside(path, files, seal_once)]
            if isinstance(seal, NotSealed):
                not_sealed.append(seal)
                continue
            with clock.stage("read"):
                read = read_sealed(
                    vault,
                    CASE,
                    seal,
                    path.name,
                    hints,
                    audit=_event(Act.EXHIBIT_READ, seal.sha256),
                    progress=tell,
                    beside=beside,
                    choices=choices,
                )
                tally = msgspec.json.decode(_opened(vault, read.reading), type=Tally)
                tables.append(pl.read_parquet(_opened(vault, read.table)))
            exhibits.append(ExaminedExhibit(name, seal, read, tally))
        with clock.stage("examine"):
            _teller(told, "")("examine", sum(table.height for table in tables))
            table = together(tables)
            examination = examine_table(table, context)
    return Examined(exhibits, table, examination, clock.seconds, not_sealed)


def _beside(
    path: Path, files: Iterable[tuple[str, Path]], seal_once: Callable[[str, Path], Seal | NotSealed]
) -> Iterator[Beside]:
    """The files whose names say that they may belong to this one, sealed."""
    for name, other in files:
        if may_belong(path.as_posix(), other.as_posix(), other.lstat().st_size):
            seal = seal_once(name, other)
            if isinstance(seal, Seal):
                yield Beside(other.name, seal)


def _sealed(vault: Vault, name: str, path: Path) -> Seal | NotSealed:
    try:
        original = path.open("rb")
    except OSError as refused:
        return NotSealed(
            name,
            path.lstat().st_size,
            f"The file could not be opened ({refused.strerror}), so it was neither sealed nor read. "
            "It is untouched. Make sure that you may read it, and examine it again.",
        )
    with original:
        return vault.seal(CASE, original, audit=_event(Act.EXHIBIT_SEALED))


def files_of(paths: Sequence[str | Path]) -> Iterator[tuple[str, Path]]:
    """Every file to examine, by the name it is shown under. Raises ``FileNotFoundError``."""
    for path in map(Path, paths):
        if path.is_dir():
            for file in files_under(path):
                yield file.relative_to(path.parent).as_posix(), file
        elif path.is_file():
            yield path.name, path
        else:
            message = f"There is no file or folder at {path}. Nothing was read."
            raise FileNotFoundError(message)


@contextmanager
def _place(folder: Path | None) -> Iterator[Path]:
    if folder is not None:
        folder.mkdir(parents=True, exist_ok=True)
        yield folder
        return
    passing = Path(tempfile.mkdtemp(prefix="safelight-"))
    try:
        yield passing
    finally:
        shutil.rmtree(passing)


def _vault(folder: Path) -> Vault:
    key_file = folder / "force.key"
    key = ForceKey.from_file(key_file) if key_file.exists() else ForceKey.create_file(key_file)
    return Vault(folder / "vault", key, Ledger(folder / "ledger"))


def _opened(vault: Vault, seal: Seal) -> bytes:
    return vault.read(CASE, seal.sha256, audit=_event(Act.WORKED_ON, seal.sha256))


def _event(act: Act, subject: str = "") -> AuditEvent:
    return AuditEvent(act=act, actor=ACTOR, case=CASE, subject=subject)


def _teller(told: Told | None, name: str) -> Callable[[str, int], None]:
    return (lambda stage, count: told(name, stage, count)) if told else (lambda _stage, _count: None)


class _Clock:
    """Seconds spent in each stage; ``total`` is the whole of it."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {"seal": 0.0, "read": 0.0, "examine": 0.0, "total": 0.0}

    def __enter__(self) -> "_Clock":
        self._began = time.perf_counter()
        return self

    def __exit__(self, *_: object) -> None:
        self.seconds["total"] = time.perf_counter() - self._began

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Counts the time inside towards a stage."""
        began = time.perf_counter()
        try:
            yield
        finally:
            self.seconds[name] += time.perf_counter() - began
