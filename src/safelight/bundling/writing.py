"""Writing the contents of a bundle into its frame: every copy, looked at once more before it is kept."""

import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from pathlib import Path, PurePosixPath
from typing import BinaryIO

import msgspec

from safelight.bundling.case_uco.graph_file import write_case_uco
from safelight.bundling.contents import Contents
from safelight.bundling.continuity import Step
from safelight.bundling.copies import write_csv, write_parquet
from safelight.bundling.leaks import Watch, WatchedOutput
from safelight.bundling.on_file import CaseOnFile, ExhibitOnFile
from safelight.bundling.reading_copy.pages import pages_of
from safelight.bundling.reading_copy.pdf import can_make_pdf, pdf_of
from safelight.bundling.readme import InPdf, readme_of
from safelight.bundling.small_tables import continuity_csv, findings_json, schedule_csv
from safelight.evidence.audit import AuditEvent
from safelight.evidence.bundle.contents import BundleContents, BundleExhibit
from safelight.evidence.bundle.writer import Bundle, BundleWriter
from safelight.evidence.ledger import Ledger

MOST_RECORDS_IN_PDF = 3_000
"""A PDF of one record costs about 20 ms of processor time; nobody opens one of hundreds of thousands."""
_PAGES_IN_PDF = {InPdf.ALL: None, InPdf.ALL_BUT_RECORDS: 1, InPdf.NOTHING: 0}
_SEED_DIGITS = 20

Progress = Callable[[str], None]
"""Told what is being written, in a word or two."""


@dataclass(frozen=True, kw_only=True)
class Surroundings:
    """What a bundle holds beside its contents: when it was made, continuity, and where originals come from."""

    made_at: datetime
    continuity: Sequence[Step]
    entries: Sequence[int]
    """Indices of the entries in the ledger whose proofs go along."""
    blake3: Mapping[str, str]
    """Of the exhibits, by their SHA-256."""
    open_original: Callable[[str], BinaryIO]
    """Opens the original of an exhibit, by its SHA-256."""
    seed: str
    """Chance in hexadecimal, 20 digits or more; names objects in the copy for programs."""


def write_bundle(
    folder: Path,
    ledger: Ledger,
    case: CaseOnFile,
    contents: Contents,
    around: Surroundings,
    *,
    audit: AuditEvent,
    progress: Progress = lambda _: None,
) -> Bundle:
    """Write, sign and record a bundle in a new folder.

    Raises ``StillThere`` where something removed would stand in it, ``BundleRefused`` or ``LedgerUnavailable``:
    nothing is left then.
    """
    with BundleWriter(folder, ledger) as bundle:
        paths = _Writing(bundle, Watch(contents), progress).everything(case, contents, around)
        described = BundleContents(
            case=contents.reference,
            description={"asked": msgspec.to_builtins(contents.asked), "fingerprint": contents.fingerprint},
            exhibits=list(_exhibits(case, contents, around, paths)),
            entries=around.entries,
        )
        return bundle.finish(described, audit=audit)


class _Writing:
    """One file after another."""

    def __init__(self, bundle: BundleWriter, watch: Watch, progress: Progress) -> None:
        self._bundle = bundle
        self._watch = watch
        self._progress = progress

    def everything(self, case: CaseOnFile, contents: Contents, around: Surroundings) -> dict[str, str]:
        """All files; where the originals lie, by their SHA-256."""
        self._for_programs(case, contents, around)
        self._for_reading(contents, around)
        return {sha256: self._original(case, sha256, around) for sha256 in contents.originals}

    def _for_programs(self, case: CaseOnFile, contents: Contents, around: Surroundings) -> None:
        with self._text("records.csv") as output:
            write_csv(contents, output)
        with self._bundle.adding("records.parquet") as packed:
            write_parquet(contents, packed)
        with self._text("records.jsonld") as output:
            sizes = {one.reference: one.size_bytes for one in case.exhibits}
            write_case_uco(contents, output, sizes=sizes, seed=around.seed[:_SEED_DIGITS])
        self._whole("findings.json", findings_json(contents))
        self._whole("schedule.csv", schedule_csv(contents.schedule))
        self._whole("continuity.csv", continuity_csv(around.continuity))

    def _for_reading(self, contents: Contents, around: Surroundings) -> None:
        for page in pages_of(contents, around.continuity, made_at=around.made_at, for_print=False):
            self._whole(f"{page.name}.html", page.html.encode())
        pdf = _in_pdf(contents)
        for_print = pages_of(contents, around.continuity, made_at=around.made_at, for_print=True)
        for page in islice(for_print, _PAGES_IN_PDF[pdf]):
            self._pdf(f"{page.name}.pdf", page.html)
        readme = readme_of(contents, made_at=around.made_at, pdf=pdf)
        self._whole("README.txt", readme.encode())

    def _pdf(self, name: str, html: str) -> None:
        self._progress(name)
        data = pdf_of(html)
        self._watch.pdf(name, data)
        with self._bundle.adding(name) as output:
            output.write(data)

    def _whole(self, name: str, data: bytes) -> None:
        with self._text(name) as output:
            output.write(data)

    @contextmanager
    def _text(self, name: str) -> Iterator[WatchedOutput]:
        self._progress(name)
        with self._bundle.adding(name) as output:
            watched = self._watch.watched(name, output)
            yield watched
            watched.close()

    def _original(self, case: CaseOnFile, sha256: str, around: Surroundings) -> str:
        exhibit = next(one for one in case.exhibits if one.sha256 == sha256)
        path = f"originals/{_file_name(exhibit)}"
        self._progress(path)
        with around.open_original(sha256) as original, self._bundle.adding(path) as output:
            shutil.copyfileobj(original, output, 1 << 20)
        return path


def _in_pdf(contents: Contents) -> InPdf:
    if not can_make_pdf():
        return InPdf.NOTHING
    return InPdf.ALL if contents.record_count <= MOST_RECORDS_IN_PDF else InPdf.ALL_BUT_RECORDS


def _exhibits(
    case: CaseOnFile, contents: Contents, around: Surroundings, paths: Mapping[str, str]
) -> Iterator[BundleExhibit]:
    """Those of the schedule whose hash may stand in the bundle."""
    for one in case.exhibits:
        if one.sha256 not in contents.hidden:
            yield BundleExhibit(
                reference=one.reference,
                sha256=one.sha256,
                blake3=around.blake3[one.sha256],
                size=one.size_bytes,
                path=paths.get(one.sha256),
            )


def _file_name(exhibit: ExhibitOnFile) -> str:
    """The reference and, where it is plain, the ending of the name the file came with."""
    ending = PurePosixPath(exhibit.name).suffix.lower()
    plain = ending if ending[1:].isascii() and ending[1:].isalnum() and len(ending) <= 8 else ""
    return exhibit.reference.replace("/", "-") + plain
