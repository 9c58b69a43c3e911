"""Pages of a case's conversations. Each look is in the ledger before its content is returned."""

from typing import Any
from zoneinfo import ZoneInfo

import msgspec
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from safelight.desk import content
from safelight.desk.cases.access import case_for
from safelight.desk.cases.models import Case
from safelight.desk.conversations.bubble import bubbles_of, with_reviews
from safelight.desk.conversations.charts import all_contact_chart, rhythm_chart, volume_chart
from safelight.desk.conversations.conversation_id import conversations_by_id
from safelight.desk.conversations.elsewhere import elsewhere, references_of
from safelight.desk.conversations.locator import locate
from safelight.desk.conversations.margin import lines_of
from safelight.desk.conversations.marked import marked_records
from safelight.desk.conversations.page import ROWS, Page, asked_for
from safelight.desk.design.local_time import local_time
from safelight.desk.findings.standing import standing
from safelight.desk.looks import look
from safelight.evidence.audit import Act, AuditEvent
from safelight.examining.case import Examination
from safelight.records.addresses import AddressesSeen, addresses_seen
from safelight.records.conversation import ConversationSummary, page_of
from safelight.records.record import Kind
from safelight.records.search import records_named
from safelight.records.visible import visible


@require_safe
def every(request: HttpRequest, reference: str) -> HttpResponse:
    """All conversations of the case, those with findings marked."""
    _person, case = case_for(request, reference)
    opened = content.open_case(case, audit=look(request, Act.LOOKED_AT_CONVERSATION, case=case.key))
    marked = marked_records(opened.table, standing(case, opened.examination.findings))
    zone = _zone(opened.examination)
    listed = [
        (name, _in_local_time(each, zone), marked.get((each.platform, each.thread), 0))
        for name, each in conversations_by_id(case, opened.examination.conversations).items()
    ]
    listed.sort(key=lambda line: (-line[2], -line[1].rows))
    spoken = [line for line in listed if not line[1].is_list]
    lists = [line for line in listed if line[1].is_list]
    return render(request, "conversations/list.html", {"case": case, "spoken": spoken, "lists": lists})


@require_safe
def read(request: HttpRequest, reference: str, wanted: str) -> HttpResponse:
    """One page of one conversation, as the app it came from would show it, with findings in the margin."""
    _person, case = case_for(request, reference)
    audit = look(request, Act.LOOKED_AT_CONVERSATION, case=case.key, conversation=wanted)
    opened = content.open_case(case, audit=audit)
    conversation = _conversation(case, opened.examination, wanted)
    page = Page.holding(asked_for(request.GET.get("from")), conversation.rows)
    rows = page_of(opened.table, conversation, start=page.start, rows=ROWS)
    findings = standing(case, opened.examination.findings)
    bubbles = list(
        bubbles_of(rows.iter_rows(named=True), findings, _zone(opened.examination), references=references_of(case))
    )
    lines, patterns = lines_of(with_reviews(case, bubbles, audit=audit))
    has_sign_ins = any(bubble.kind is Kind.SIGN_IN for bubble in bubbles)
    return render(
        request,
        "conversations/read.html",
        {
            "case": case,
            "conversation": conversation,
            "conversation_id": wanted,
            "page_of": page,
            "lines": lines,
            "patterns": patterns,
            "zone": opened.examination.rhythm.zone,
            "has_messages": any(bubble.entry is None for bubble in bubbles),
            "addresses": _addresses(opened, conversation) if has_sign_ins else None,
        },
    )


@require_safe
def record(request: HttpRequest, reference: str, record_id: str) -> HttpResponse:
    """To the place in its conversation where one record stands."""
    _person, case = case_for(request, reference)
    audit = look(request, Act.LOOKED_AT_CONVERSATION, case=case.key, subject=record_id)
    row = _record(case, record_id, audit)["row"]
    opened = content.open_examination(case, audit=audit)
    name, conversation = next(
        (name, each)
        for name, each in conversations_by_id(case, opened.conversations).items()
        if each.first_row <= row < each.first_row + each.rows
    )
    page = Page.holding(row - conversation.first_row, conversation.rows)
    address = reverse("conversations:read", args=(reference, name))
    return redirect(f"{address}?from={page.start}#r-{record_id}")


@require_safe
def exact_bytes(request: HttpRequest, reference: str, record_id: str) -> HttpResponse:
    """The bytes of the exhibit that a record was read from, and what the reader made of them."""
    _person, case = case_for(request, reference)
    audit = look(request, Act.LOOKED_AT_BYTES, case=case.key, subject=record_id)
    row = _record(case, record_id, audit)
    return _bytes_page(request, case, row, row, audit)


@require_safe
def exact_bytes_elsewhere(request: HttpRequest, reference: str, record_id: str, other: str) -> HttpResponse:
    """The bytes of another place where the same message stands, by the table of the exhibit it stands in."""
    _person, case = case_for(request, reference)
    audit = look(request, Act.LOOKED_AT_BYTES, case=case.key, subject=other)
    kept = _record(case, record_id, audit)
    for place in kept.get("also") or ():
        if place["record_id"] == other:
            return _bytes_page(request, case, kept, _own_row(case, place, audit), audit)
    raise Http404


@require_safe
def rhythm(request: HttpRequest, reference: str) -> HttpResponse:
    """When contact happened: by hour of the week, and week by week with what was found."""
    _person, case = case_for(request, reference)
    audit = look(request, Act.LOOKED_AT_CASE, case=case.key, part="rhythm")
    examination = content.open_examination(case, audit=audit)
    findings = standing(case, examination.findings)
    charts = {
        chart.id: chart
        for chart in (
            rhythm_chart(examination),
            volume_chart(examination, findings, case.context),
            all_contact_chart(examination.rhythm),
        )
    }
    return render(
        request,
        "conversations/rhythm.html",
        {"case": case, "rhythm": examination.rhythm, "charts": charts.values()},
    )


def _bytes_page(
    request: HttpRequest, case: Case, kept: dict[str, Any], row: dict[str, Any], audit: AuditEvent
) -> HttpResponse:
    """``kept`` is the record as it counts, ``row`` the place of it that is shown."""
    references = references_of(case)
    page = {
        "case": case,
        "kept": kept,
        "kept_in": references.get(kept["exhibit"], ""),
        "row": row,
        "located": locate(case, row, audit=audit),
        "elsewhere": [one for one in elsewhere(kept, references) if one.record_id != row["record_id"]],
    }
    return render(request, "conversations/bytes.html", page)


def _own_row(case: Case, place: dict[str, Any], audit: AuditEvent) -> dict[str, Any]:
    exhibit = case.exhibits.filter(sha256=place["exhibit"]).first()
    if exhibit is None:
        raise Http404
    found = records_named(content.open_table_of(exhibit, audit=audit), [place["record_id"]])
    if found.is_empty():  # It was read again since, and the case is not examined anew yet.
        raise Http404
    return found.row(0, named=True)


def _addresses(opened: content.OpenCase, conversation: ConversationSummary) -> AddressesSeen:
    """The addresses of a whole list of sign-ins, with local times."""
    seen, zone = addresses_seen(opened.table, conversation), _zone(opened.examination)
    listed = tuple(
        msgspec.structs.replace(
            each,
            address=visible(each.address),
            first_at=local_time(each.first_at, zone) if each.first_at else None,
            last_at=local_time(each.last_at, zone) if each.last_at else None,
        )
        for each in seen.listed
    )
    return msgspec.structs.replace(seen, listed=listed)


def _conversation(case: Case, examination: Examination, wanted: str) -> ConversationSummary:
    found = conversations_by_id(case, examination.conversations).get(wanted)
    if found is None:
        raise Http404
    return found


def _in_local_time(conversation: ConversationSummary, zone: ZoneInfo) -> ConversationSummary:
    first, last = conversation.first_at, conversation.last_at
    return msgspec.structs.replace(
        conversation,
        first_at=local_time(first, zone) if first else None,
        last_at=local_time(last, zone) if last else None,
    )


def _record(case: Case, record_id: str, audit: AuditEvent) -> dict[str, Any]:
    try:
        return content.find_record(case, record_id, audit=audit)
    except content.NoSuchRecord as missing:
        raise Http404 from missing


def _zone(examination: Examination) -> ZoneInfo:
    return ZoneInfo(examination.rhythm.zone)
