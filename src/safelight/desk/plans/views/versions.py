"""The plan for each reader: on the screen, to print, to edit, and as a card."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from safelight.bundling.reading_copy.pdf import can_make_pdf
from safelight.desk.cases.access import case_for
from safelight.desk.looks import look, record
from safelight.desk.plans.permissions import check_may_take
from safelight.desk.plans.versions.as_card import card_of
from safelight.desk.plans.versions.as_docx import docx_of
from safelight.desk.plans.versions.as_paper import pdf_of_version
from safelight.desk.plans.versions.compose import READER_NAMES, compose, file_name, whole
from safelight.desk.plans.versions.document import Document, in_another_language
from safelight.desk.plans.versions.gathered import gather
from safelight.desk.plans.versions.redacting import left_out
from safelight.desk.plans.versions.rules import VersionRule, rules
from safelight.evidence.audit import Act
from safelight.knowledge.translations import draft_note

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@require_safe
def version(request: HttpRequest, reference: str, reader: str) -> HttpResponse:
    """A version on the screen, as it would be handed over."""
    person, case = case_for(request, reference)
    check_may_take(person, case)
    rule = _rule(reader)
    language = _language(request, rule)
    source = gather(case, audit=look(request, Act.LOOKED_AT_PLAN, case=case.key, reader=reader))
    full = whole(source, rule, language=language)
    page = {
        "case": case,
        "rule": rule,
        "name": READER_NAMES.get(reader, ""),
        "version": source.opened.version,
        "document": compose(source, rule, rules(), language=language),
        "read_out": left_out(full, rules()) if rule.is_neutral else (),
        "not_translated": in_another_language(full),
        "draft": draft_note(language),
        "language": language,
        "forms": [form for form in rule.forms if form == "docx" or (form != "screen" and can_make_pdf())],
        "readers": rules().versions,
    }
    return render(request, "plans/version.html", page)


@require_safe
def taken(request: HttpRequest, reference: str, reader: str, form: str) -> HttpResponse:
    """A version as a file; the taking is on record before the file is given."""
    person, case = case_for(request, reference)
    check_may_take(person, case)
    rule = _rule(reader)
    language = _language(request, rule)
    if form not in rule.forms or form == "screen" or (form != "docx" and not can_make_pdf()):
        raise Http404
    source = gather(case, audit=look(request, Act.LOOKED_AT_PLAN, case=case.key, reader=reader))
    document = compose(source, rule, rules(), language=language)
    record(look(request, Act.EXPORTED, case=case.key, what="plan", reader=reader, form=form))
    name = file_name(source, rule, form)
    return HttpResponse(
        _bytes_of(document, rule, form),
        content_type=DOCX if form == "docx" else "application/pdf",
        headers={"Content-Disposition": f'attachment; filename="{name}"', "X-Content-Type-Options": "nosniff"},
    )


def _bytes_of(document: Document, rule: VersionRule, form: str) -> bytes:
    if form == "docx":
        return docx_of(document)
    return card_of(document) if form == "card" else pdf_of_version(document, rule)


def _rule(reader: str) -> VersionRule:
    rule = rules().version(reader)
    if rule is None:
        raise Http404
    return rule


def _language(request: HttpRequest, rule: VersionRule) -> str:
    asked = request.GET.get("language", "")
    return asked if asked in rule.languages else rule.languages[0]
