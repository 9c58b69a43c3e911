"""One table on its page: where it stands, what is typed, what would come of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from django.http import HttpRequest, QueryDict

from safelight.desk import content
from safelight.desk.exhibits.models import Exhibit
from safelight.desk.looks import look
from safelight.desk.reading.said import SaidOfExhibit
from safelight.desk.tables.forms import LayoutForm, MeaningForm
from safelight.desk.tables.models import TableDescription
from safelight.desk.tables.preview import Preview, Trial, preview_of, try_out
from safelight.desk.tables.saved import SavedDescription, fingerprint
from safelight.evidence.audit import Act
from safelight.examining.case import hints_of
from safelight.readers.member import HEAD_BYTES
from safelight.readers.reader import ReadingHints
from safelight.readers.tables.mapping import TableMapping
from safelight.readers.tables.opening import sheets_of
from safelight.readers.tables.row import FirstRows, Sheet
from safelight.readers.tables.suggestion import suggested
from safelight.readers.tables.workbook import is_workbook
from safelight.records.record import Kind

LARGEST_BYTES = 64 * 1024 * 1024
"""The largest workbook that is opened to be described: it has to be opened whole."""
BEGINNING_BYTES = 1024 * 1024
"""How much of a text file is looked at to describe it."""
LOOKED_AT_ROWS = 2_000

_BEFORE_ANYTHING_IS_SAID = TableMapping(kind=Kind.CALL)


@dataclass(frozen=True)
class Typed:
    """The two parts of the form, filled in with what was said last or is typed now, and the first rows."""

    layout: LayoutForm
    meaning: MeaningForm
    preview: Preview
    sheet: Sheet


@dataclass(frozen=True)
class Offered:
    """A saved description that fits, and who saved it when."""

    saved: SavedDescription
    row: TableDescription


def open_table(request: HttpRequest, exhibit: Exhibit, path: str) -> bytes:
    """As much of a member as is needed to describe it, as a look at it."""
    audit = look(request, Act.LOOKED_AT_BYTES, case=exhibit.case.key, subject=exhibit.sha256, what="table")
    beginning = content.open_bytes(exhibit, path, 0, BEGINNING_BYTES, audit=audit)
    if is_workbook(beginning[:HEAD_BYTES]) and len(beginning) == BEGINNING_BYTES:
        return content.open_bytes(exhibit, path, 0, LARGEST_BYTES, audit=audit)
    return beginning


def typed_of(data: bytes, given: QueryDict | None, now: TableMapping | None, *, is_asked: bool) -> Typed:
    """``now`` is what holds or is offered; ``given`` what somebody typed. Raises ``UnknownLayout``."""
    start = now or _BEFORE_ANYTHING_IS_SAID
    separator = given.get("separator", "") if given else start.separator
    sheets = sheets_of(data, separator)
    named = given.get("sheet", "") if given else start.sheet
    sheet: Sheet = next((each for each in sheets if each.name == named), sheets[0])
    header = _header_row(given) if given else (now.header_row if now else None)
    sheet = FirstRows(sheet, LOOKED_AT_ROWS)
    preview = preview_of(sheet, header)
    initial = {"sheet": named, "separator": separator, "header_row": preview.header_row}
    layout = LayoutForm(given, sheets=[each.name for each in sheets], initial=initial)
    likely = now or suggested(preview.names, start)
    meaning = MeaningForm(given, names=preview.names, now=likely, is_asked=is_asked)
    return Typed(layout, meaning, preview, sheet)


def offered_for(request: HttpRequest, exhibit: Exhibit, names: Sequence[str]) -> Offered | None:
    """The newest description saved for tables with these columns."""
    found = TableDescription.objects.filter(fits=fingerprint(names)).select_related("saved_by").first()
    if found is None:
        return None
    audit = look(request, Act.LOOKED_AT_EXHIBIT, case=exhibit.case.key, what="description")
    return Offered(content.open_description(found.sealed_sha256, audit=audit), found)


def trial_of(typed: Typed, mapping: TableMapping, exhibit: Exhibit, said: SaidOfExhibit, path: str) -> Trial:
    """What would come of the first rows."""
    choice = said.choices.of(path)
    name = choice.zone or exhibit.case.context.timezone
    zone = ZoneInfo(name) if name else None
    known = hints_of(exhibit.case.context)
    hints = ReadingHints(zone=zone, owner_accounts=known.owner_accounts, date_order=choice.date_order)
    return try_out(typed.sheet, mapping, hints, ZoneInfo(mapping.zone or name or "UTC"))


def _header_row(given: QueryDict) -> int | None:
    typed = given.get("header_row", "").strip()
    return int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 5 else None
