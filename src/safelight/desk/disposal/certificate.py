"""The certificate: what was disposed of, when, by whom and why, what proves it, and what it cannot reach."""

from dataclasses import dataclass
from typing import Any

from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from safelight.bundling.reading_copy.pdf import pdf_of
from safelight.desk.cases.models import Case
from safelight.desk.disposal.models import Disposal
from safelight.desk.keeping import the_ledger, the_vault


@dataclass(frozen=True)
class Certificate:
    """Everything that stands on it."""

    disposal: Disposal
    cannot_reach: list[str]
    verifier_key: str


def facts_of(case: Case) -> dict[str, Any]:
    """What the certificate says of a case, taken down while it is still there."""
    kept = list(the_vault().store.kept(case.key))
    return {
        "originals": [
            {
                "reference": exhibit.reference,
                "sha256": exhibit.sha256,
                "blake3": exhibit.blake3,
                "size_bytes": exhibit.size_bytes,
                "sealed_at": exhibit.sealed_at.isoformat(),
            }
            for exhibit in case.exhibits.all()
        ],
        "objects_count": len(kept),
        "objects_bytes": sum(one.size for one in kept),
    }


def certificate_of(disposal: Disposal) -> Certificate:
    """The certificate of a disposal that is done."""
    return Certificate(disposal, cannot_reach(disposal), the_ledger().verifier_key)


def cannot_reach(disposal: Disposal) -> list[str]:
    """What disposal cannot reach, in plain words."""
    sentences = [
        _("What was printed, exported or given to somebody before. Ask whoever has it."),
        _(
            "Copies of the key store that Safelight does not know of, for example in a copy of the whole machine. "
            "Whoever has one, together with the key of the force and a backup, could still open the case. Destroy "
            "such copies by hand."
        ),
        _(
            "The log. It keeps who looked and who did what, and digests of what was sealed, so that it can still "
            "be checked. It holds no content. Somebody who has the same file can recognise its digest. Names of "
            "files and what people wrote stand in it hidden under the key that is gone; only what a version before "
            "November 2026 entered could still be told by somebody who guesses it."
        ),
        _(
            "Worn parts of disks. The key was overwritten, but some disks keep old blocks where no program can "
            "reach them. They are gone when the disk is destroyed as your force destroys disks."
        ),
        _("Records that are kept elsewhere, such as the crime record and the property record."),
    ]
    if disposal.copies_owing:
        first = _(
            "A copy of the key that was out of reach: %(places)s. It is destroyed as soon as it is reachable."
        )
        sentences.insert(0, first % {"places": ", ".join(disposal.copies_owing)})
    return sentences


def as_pdf(certificate: Certificate) -> bytes:
    """The certificate to print and to file (PDF/UA-1). Nothing is fetched to make it."""
    return pdf_of(render_to_string("disposal/certificate_to_print.html", {"certificate": certificate}))
