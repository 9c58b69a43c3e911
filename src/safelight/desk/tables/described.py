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
from safelight.desk.tables.preview import Preview, Trial, preview_of, trial_from
from safelight.desk.tables.saved import SavedDescription, fingerprint
from safelight.evidence.audit import Act, AuditEvent
from safelight.examining.case import hints_of
from safelight.readers.apart.asked.answers import TableShown, TableTried
from safelight.readers.apart.asked.asking import NotAnswered
from safelight.readers.apart.asked.questions import ShowTable, TryTable
from safelight.readers.apart.hints import packed
from safelight.readers.reader import ReadingHints
from safelight.readers.tables.mapping import TableMapping
from safelight.readers.tables.suggestion import suggested
from safelight.records.record import Kind
from safelight.records.visible import visible

_BEFORE_ANYTHING_IS_SAID = TableMapping(kind=Kind.CALL)


@dataclass(frozen=True)
class Typed:
    """The two parts of the form, filled in with what was said last or is typed now, and the first rows."""

    layout: LayoutForm
    meaning: MeaningForm
    preview: Preview


@dataclass(frozen=True)
class Offered:
    """A saved description that fits, and who saved it when."""

    saved: SavedDescription
    row: TableDescription


def show_table(
    request: HttpRequest, exhibit: Exhibit, path: str, given: QueryDict | None, now: TableMapping | None
) -> TableShown:
    """The first rows of a table as they stand, as a look at it. Arguments as for ``typed_of``.

    Raises ``NotAnswered`` where the table cannot be shown, and ``content.NoSuchMember``.
    """
    if given:
        separator, sheet, header = given.get("separator", ""), given.get("sheet", ""), _header_row(given)
    elif now:
        separator, sheet, header = now.separator, now.sheet, now.header_row
    else:
        separator, sheet, header = "", "", None
    question = ShowTable(separator=separator, sheet=sheet, header_row=header)
    return content.ask_of(exhibit, path, question, TableShown, audit=_look_at(request, exhibit))


def typed_of(shown: TableShown, given: QueryDict | None, now: TableMapping | None, *, is_asked: bool) -> Typed:
    """``now`` is what holds or is offered; ``given`` what somebody typed."""
    start = now or _BEFORE_ANYTHING_IS_SAID
    preview = preview_of(shown)
    initial = {
        "sheet": given.get("sheet", "") if given else start.sheet,
        "separator": given.get("separator", "") if given else start.separator,
        "header_row": preview.header_row,
    }
    layout = LayoutForm(given, sheets=shown.sheets, initial=initial)
    likely = now or suggested(preview.names, start)
    return Typed(layout, MeaningForm(given, names=preview.names, now=likely, is_asked=is_asked), preview)


def offered_for(request: HttpRequest, exhibit: Exhibit, names: Sequence[str]) -> Offered | None:
    """The newest description saved for tables with these columns."""
    found = TableDescription.objects.filter(fits=fingerprint(names)).select_related("saved_by").first()
    if found is None:
        return None
    audit = look(request, Act.LOOKED_AT_EXHIBIT, case=exhibit.case.key, what="description")
    return Offered(content.open_description(found.sealed_sha256, audit=audit), found)


def trial_of(
    request: HttpRequest, mapping: TableMapping, exhibit: Exhibit, said: SaidOfExhibit, path: str
) -> Trial:
    """What would come of the first rows; nothing is kept of it."""
    choice = said.choices.of(path)
    name = choice.zone or exhibit.case.context.timezone
    zone = ZoneInfo(name) if name else None
    known = hints_of(exhibit.case.context)
    hints = ReadingHints(zone=zone, owner_accounts=known.owner_accounts, date_order=choice.date_order)
    question = TryTable(mapping=mapping, hints=packed(hints))
    try:
        tried = content.ask_of(exhibit, path, question, TableTried, audit=_look_at(request, exhibit))
    except NotAnswered as problem:
        return Trial(problem=visible(str(problem)))
    return trial_from(tried, ZoneInfo(mapping.zone or name or "UTC"))


def _look_at(request: HttpRequest, exhibit: Exhibit) -> AuditEvent:
    return look(request, Act.LOOKED_AT_BYTES, case=exhibit.case.key, subject=exhibit.sha256, what="table")


def _header_row(given: QueryDict) -> int | None:
    typed = given.get("header_row", "").strip()
    return int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 5 else None
