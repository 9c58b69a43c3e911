"""The only way to content. Every call is one look: it is in the ledger before anything is returned.

Whoever calls has checked that the person may see the case. What was decrypted is kept on a shelf in memory, so
that the next page is quick; a look answered from the shelf is entered like any other. Every function raises
``LedgerUnavailable`` where the look cannot be recorded, and ``NotThereYet`` where there is nothing to look at.
"""

import io
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from contextlib import ExitStack
from functools import lru_cache
from typing import Any, BinaryIO, NamedTuple, TypeVar, cast

import msgspec
import polars as pl
from django.conf import settings

from safelight.desk.cases.models import Case
from safelight.desk.exhibits.models import Examination as ExaminationRow
from safelight.desk.exhibits.models import Exhibit
from safelight.desk.keeping import the_ledger, the_vault
from safelight.desk.reading.said import SaidOfExhibit
from safelight.desk.shelf import Shelf
from safelight.desk.tables.saved import KEPT_UNDER, SavedDescription
from safelight.evidence.audit import AuditEvent
from safelight.examining.case import Examination
from safelight.readers.apart.asked.answers import Piece
from safelight.readers.apart.asked.asking import NotThereToAsk, ask
from safelight.readers.apart.asked.questions import GiveBytes, Question
from safelight.readers.belonging import may_belong
from safelight.readers.choices import NOTHING_CHOSEN
from safelight.readers.members import Named
from safelight.records.search import Query, records_named, search
from safelight.records.tally import Tally

Opened = TypeVar("Opened")

_NO_SUCH_MEMBER = "The exhibit has no such member, or it cannot be opened."


class NotThereYet(Exception):
    """What was asked for has not been read or examined. The message is a sentence."""


class NoSuchRecord(LookupError):
    """The case has no such record. The message is a sentence."""


class OpenCase(NamedTuple):
    """The records of a case (to be queried, never changed) and what they appear to show."""

    table: pl.LazyFrame
    examination: Examination


class NoSuchMember(LookupError):
    """The exhibit has no such member, or it cannot be opened."""


def open_table(case: Case, *, audit: AuditEvent) -> pl.LazyFrame:
    """All records of the case as examined last (columns: ``records.schema``), to be queried and never changed."""
    table = _opened(case, _examined(case).records_sha256, bytes, audit=audit)
    return pl.scan_parquet(io.BytesIO(table))


def open_examination(case: Case, *, audit: AuditEvent) -> Examination:
    """Findings, priority, rhythm and conversations of the case as examined last."""
    return _opened(case, _examined(case).sealed_sha256, _as(Examination), audit=audit)


def open_case(case: Case, *, audit: AuditEvent) -> OpenCase:
    """Records and examination of the case together, as one look."""
    row = _examined(case)
    table = _opened(case, row.records_sha256, bytes, audit=audit)
    held = _shelf().get((case.key, row.sealed_sha256))
    examination = held or _opened(case, row.sealed_sha256, _as(Examination), audit=audit)
    return OpenCase(pl.scan_parquet(io.BytesIO(table)), cast("Examination", examination))


def search_case(case: Case, query: Query, *, audit: AuditEvent) -> tuple[pl.Series, OpenCase]:
    """The rows of the case that fit, and the case. The entry holds the number of hits and no word."""
    opened = open_case(case, audit=audit)
    found = search(opened.table, query)
    the_ledger().append(
        msgspec.structs.replace(audit, case=case.key, details={**audit.details, "hits": len(found)})
    )
    return found, opened


def find_record(case: Case, record_id: str, *, audit: AuditEvent) -> dict[str, Any]:
    """One record of the case, by column; raises ``NoSuchRecord``."""
    found = records_named(open_table(case, audit=audit), [record_id])
    if found.is_empty():
        message = "There is no such record in this case as it was examined last."
        raise NoSuchRecord(message)
    return found.row(0, named=True)


def open_tally(exhibit: Exhibit, *, audit: AuditEvent) -> Tally:
    """The account of every byte of an exhibit."""
    if not exhibit.tally_sha256:
        message = "This exhibit has not been read, so there is no account of its bytes yet."
        raise NotThereYet(message)
    return _opened(exhibit.case, exhibit.tally_sha256, _as(Tally), audit=audit)


def open_table_of(exhibit: Exhibit, *, audit: AuditEvent) -> pl.LazyFrame:
    """The records of one exhibit as it was read last."""
    if not exhibit.table_sha256:
        message = "This exhibit has not been read, so it has no records yet."
        raise NotThereYet(message)
    return pl.scan_parquet(io.BytesIO(_opened(exhibit.case, exhibit.table_sha256, bytes, audit=audit)))


def open_said(exhibit: Exhibit, *, audit: AuditEvent) -> SaidOfExhibit:
    """What officers said about reading an exhibit; nothing where nobody said anything."""
    if not exhibit.choices_sha256:
        the_ledger().append(audit)
        return SaidOfExhibit()
    return _opened(exhibit.case, exhibit.choices_sha256, _as(SaidOfExhibit), audit=audit)


def open_written(case: Case, sha256: str, kind: type[Opened], *, audit: AuditEvent) -> Opened:
    """Something small that somebody wrote about the case's content, which is kept sealed."""
    return _opened(case, sha256, _as(kind), audit=audit)


def open_all_written(
    case: Case, wanted: Iterable[str], kind: type[Opened], *, audit: AuditEvent
) -> dict[str, Opened]:
    """Several such things as one look, by their SHA-256."""
    every = list(dict.fromkeys(wanted))
    missing = {sha256 for sha256 in every if _shelf().get((case.key, sha256)) is None}
    if not missing:
        the_ledger().append(msgspec.structs.replace(audit, case=case.key))
    read = {sha256: _opened(case, sha256, _as(kind), audit=audit) for sha256 in sorted(missing)}
    return {sha256: read.get(sha256) or cast("Opened", _shelf().get((case.key, sha256))) for sha256 in every}


def open_sealed(case: Case, sha256: str, *, audit: AuditEvent) -> BinaryIO:
    """Something large that was made for the case, as a stream. It is not kept on the shelf."""
    return the_vault().open(case.key, sha256, audit=audit)


def open_description(sha256: str, *, audit: AuditEvent) -> SavedDescription:
    """A description of tables that was saved for every case of the force."""
    sealed = the_vault().read(KEPT_UNDER, sha256, audit=msgspec.structs.replace(audit, case=KEPT_UNDER))
    return msgspec.json.decode(sealed, type=SavedDescription)


def open_report(key: str, sha256: str, kind: type[Opened], *, audit: AuditEvent) -> Opened:
    """The sealed words of a report, under its case or, before there is one, under the force's reports."""
    sealed = the_vault().read(key, sha256, audit=msgspec.structs.replace(audit, case=key))
    return msgspec.json.decode(sealed, type=kind)


def open_names(case: Case, *, audit: AuditEvent) -> dict[int, str]:
    """The names the exhibits of a case had as files, by the exhibits' primary keys."""
    wanted = dict(case.exhibits.values_list("pk", "name_sha256"))
    missing = {sha256 for sha256 in wanted.values() if _shelf().get((case.key, sha256)) is None}
    if not missing:
        the_ledger().append(audit)
    names = {sha256: _opened(case, sha256, bytes.decode, audit=audit) for sha256 in missing}
    return {
        pk: names.get(sha256) or cast("str", _shelf().get((case.key, sha256))) for pk, sha256 in wanted.items()
    }


def open_bytes(exhibit: Exhibit, member: str, offset: int, length: int, *, audit: AuditEvent) -> bytes:
    """Bytes of one member of an exhibit as it was handed in; raises as ``ask_of`` does.

    What is inside a locked member is opened again, with the key an officer gave or one handed in beside it.
    """
    return ask_of(exhibit, member, GiveBytes(offset, length), Piece, audit=audit).data


def ask_of(exhibit: Exhibit, member: str, question: Question, kind: type[Opened], *, audit: AuditEvent) -> Opened:
    """The answer to a question about one member, of the ``kind`` that the question says.

    Nothing that others made is taken apart in this process: another one does it, which holds no key. Raises
    ``NoSuchMember``, and ``NotAnswered`` where the file does not allow an answer or overwhelmed that process.
    """
    names = open_names(exhibit.case, audit=audit)
    choices = open_said(exhibit, audit=audit).choices if exhibit.choices_sha256 else NOTHING_CHOSEN
    with ExitStack() as opened:
        files = [
            Named(names[each.pk], opened.enter_context(the_vault().open(each.case.key, each.sha256, audit=audit)))
            for each in (exhibit, *_beside(exhibit, names))
        ]
        try:
            return ask(files, member, question, kind, choices=choices)
        except NotThereToAsk as missing:
            raise NoSuchMember(_NO_SUCH_MEMBER) from missing


def _beside(exhibit: Exhibit, names: Mapping[int, str]) -> Iterator[Exhibit]:
    for other in exhibit.case.exhibits.select_related("case").exclude(sha256=exhibit.sha256):
        if may_belong(names[exhibit.pk], names[other.pk], other.size_bytes):
            yield other


def _examined(case: Case) -> ExaminationRow:
    row = ExaminationRow.objects.filter(case=case).exclude(sealed_sha256="").first()
    if row is None:
        message = "Nothing handed in for this case has been examined yet."
        raise NotThereYet(message)
    return row


def derived(
    case: Case, key: Hashable, make: Callable[[], Opened], *, size_of: Callable[[Opened], int], audit: AuditEvent
) -> Opened:
    """Something made of the case's content, kept on the shelf under ``key`` like content itself.

    ``key`` names everything it was made from; ``size_of`` gives its bytes in memory.
    """
    place = (case.key, key)
    if the_vault().keys.is_disposed(case.key):
        forget(case)
    the_ledger().append(msgspec.structs.replace(audit, case=case.key))
    held = _shelf().get(place)
    if held is not None:
        return cast("Opened", held)
    made = make()
    _shelf().put(place, made, size_of(made))
    return made


def forget(case: Case) -> None:
    """Lets go of whatever of a case is held in memory: it was disposed of."""
    _shelf().drop(lambda key: isinstance(key, tuple) and key[0] == case.key)


def _opened(case: Case, sha256: str, make: Callable[[bytes], Opened], *, audit: AuditEvent) -> Opened:
    key = (case.key, sha256)
    if the_vault().keys.is_disposed(case.key):  # by another process, perhaps: this one may hold some of it still
        forget(case)
    held = _shelf().get(key)
    if held is not None:
        the_ledger().append(msgspec.structs.replace(audit, subject=audit.subject or sha256, case=case.key))
        return cast("Opened", held)
    plain = the_vault().read(case.key, sha256, audit=audit)
    opened = make(plain)
    _shelf().put(key, opened, len(plain))
    return opened


def _as(kind: type[Opened]) -> Callable[[bytes], Opened]:
    return lambda plain: msgspec.json.decode(plain, type=kind)


@lru_cache(maxsize=1)
def _shelf() -> Shelf:
    return Shelf(settings.CONTENT_CACHE_BYTES)
