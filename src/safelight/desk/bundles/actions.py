"""Choosing, asking for and taking a bundle. Each act and its entry in the ledger are one step."""

from collections.abc import Sequence

import msgspec
from django.db import transaction
from django.db.models import Max

from safelight.bundling.choice import Choice, Removal, Removed, salted
from safelight.bundling.contents import Contents, contents_of
from safelight.bundling.locking import digest_of
from safelight.bundling.on_file import CaseOnFile
from safelight.desk.bundles.handed_over import HandedOver
from safelight.desk.bundles.jobs import make_bundle
from safelight.desk.bundles.models import Bundle, BundleState, Taking
from safelight.desk.bundles.permissions import check_may_make_bundles
from safelight.desk.bundles.policies import check_can_be_made, check_can_be_taken, check_is_as_shown
from safelight.desk.bundles.shown import Shown
from safelight.desk.cases.models import Case
from safelight.desk.keeping import the_ledger, the_vault
from safelight.desk.looks import event_of, record
from safelight.desk.people.models import Person
from safelight.evidence.audit import Act


@transaction.atomic
def choose(case: Case, by: Person, choice: Choice, on_file: CaseOnFile) -> Bundle:
    """Keep a choice, sealed, to be looked at before anything is made. Raises ``ChoiceRefused``."""
    check_may_make_bundles(by, case)
    contents = contents_of(on_file, choice)
    event = event_of(by, Act.BUNDLE_CHOSEN, case=case.key, records=contents.rows.height)
    sealed = the_vault().seal_words(case.key, msgspec.json.encode(choice), audit=event)
    return Bundle.objects.create(
        case=case,
        number=_next_number(case),
        chosen_by=by,
        choice_sha256=sealed,
        fingerprint=contents.fingerprint,
        records=contents.rows.height,
        findings=len(contents.findings),
        removals=len(contents.asked.removals),
    )


def withhold(bundle: Bundle, by: Person, shown: Shown, *, numbers: Sequence[int], reason: str) -> Bundle:
    """Choose again, without some of the records that were shown."""
    gone = [Removal(Removed.RECORD, shown.contents.record_ids[number - 1], reason) for number in numbers]
    again = salted(msgspec.structs.replace(shown.choice, removals=(*shown.choice.removals, *gone)))
    return choose(bundle.case, by, again, shown.on_file)


@transaction.atomic
def ask_to_make(bundle: Bundle, by: Person, contents: Contents) -> None:
    """Give a bundle to the worker, if what would be exported is what was shown. Raises ``NotAllowed``."""
    check_may_make_bundles(by, bundle.case)
    held = Bundle.objects.select_for_update(of=("self",)).select_related("case").get(pk=bundle.pk)
    check_can_be_made(held)
    check_is_as_shown(held, contents.fingerprint)
    Bundle.objects.filter(pk=held.pk).update(state=BundleState.WAITING, asked_by=by)
    record(event_of(by, Act.BUNDLE_ASKED, case=held.case.key, subject=held.choice_sha256, number=held.number))
    make_bundle.enqueue(held.pk)


@transaction.atomic
def take(bundle: Bundle, by: Person, handed_over: HandedOver, *, manner: str, secret: str) -> Taking:
    """Put on record that somebody takes a bundle, for whom, and how it is locked; then it may be given to them.

    ``secret`` is the salt of the choice: the ledger holds the recipient as a hash under it.
    """
    check_may_make_bundles(by, bundle.case)
    check_can_be_taken(bundle)
    event = event_of(
        by,
        Act.EXPORTED,
        case=bundle.case.key,
        subject=bundle.bundle_sha256,
        what="bundle",
        manner=manner,
        recipient=digest_of(handed_over.recipient, secret),
    )
    about = msgspec.structs.replace(event, subject="", details={"what": "recipient"}, act=Act.BUNDLE_CHOSEN)
    sealed = the_vault().seal_words(bundle.case.key, msgspec.json.encode(handed_over), audit=about)
    entry = the_ledger().append(event)
    return Taking.objects.create(
        case=bundle.case, bundle=bundle, by=by, manner=manner, handed_over_sha256=sealed, entry=entry.index
    )


def _next_number(case: Case) -> int:
    Case.objects.select_for_update().get(pk=case.pk)
    return int(case.bundles.aggregate(highest=Max("number"))["highest"] or 0) + 1
