"""What somebody takes home who handed something in: when which bytes were sealed, and proof of it."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from safelight.desk.exhibits.access import exhibit_for
from safelight.desk.exhibits.models import Exhibit
from safelight.desk.keeping import the_ledger
from safelight.desk.looks import look, record
from safelight.evidence.audit import Act
from safelight.evidence.ledger_entry import LedgerEntry


@require_safe
def shown(request: HttpRequest, reference: str, exhibit: str) -> HttpResponse:
    """The receipt in words, to be printed. It names nobody and says nothing of what is in the file."""
    _person, case, found = exhibit_for(request, reference, exhibit)
    record(look(request, Act.LOOKED_AT_EXHIBIT, case=case.key, subject=found.sha256, what="receipt"))
    page = {"case": case, "exhibit": found, "entry": _sealing(found), "key": the_ledger().verifier_key}
    return render(request, "exhibits/receipt.html", page)


@require_safe
def file(request: HttpRequest, reference: str, exhibit: str) -> HttpResponse:
    """Proof that the sealing is in the ledger, for a computer to check (C2SP tlog-proof)."""
    _person, case, found = exhibit_for(request, reference, exhibit)
    record(look(request, Act.LOOKED_AT_EXHIBIT, case=case.key, subject=found.sha256, what="receipt"))
    entry = _sealing(found)
    return HttpResponse(
        the_ledger().receipt(entry.index),
        content_type="text/plain; charset=utf-8",
        headers={
            "Content-Disposition": f'attachment; filename="receipt-{entry.index}.tlog-proof"',
            "X-Content-Type-Options": "nosniff",
        },
    )


def _sealing(exhibit: Exhibit) -> LedgerEntry:
    """The entry of sealing it for this case: the last one made by the time the exhibit was listed."""
    ours = [one for one in the_ledger().sealings_of(exhibit.sha256) if one.event.case == exhibit.case.key]
    before = [one for one in ours if one.at <= exhibit.sealed_at]
    if not ours:
        raise Http404
    return before[-1] if before else ours[0]
