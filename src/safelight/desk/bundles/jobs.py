"""What the worker does: write a bundle, sign it, seal it. Nothing of it is left in clear when this ends."""

from collections.abc import Iterator
from pathlib import Path

from django.db import transaction
from django.utils import timezone
from django_tasks import task

from safelight.bundling.choice import ChoiceRefused
from safelight.bundling.continuity import continuity_of, proving
from safelight.bundling.writing import Surroundings, write_bundle
from safelight.desk.bundles.models import Bundle, BundleState
from safelight.desk.bundles.on_file import named
from safelight.desk.bundles.policies import CHANGED, is_as_shown
from safelight.desk.bundles.shown import Shown, open_contents
from safelight.desk.bundles.workplace import workplace
from safelight.desk.cases.models import Case
from safelight.desk.content import NotThereYet
from safelight.desk.exhibits.jobs import WorkBroke, worker_event
from safelight.desk.exhibits.trouble import TROUBLE, not_counted
from safelight.desk.keeping import the_ledger, the_vault
from safelight.desk.looks import record
from safelight.desk.people.models import Person
from safelight.evidence.audit import Act
from safelight.evidence.bundle.contents import BundleRefused
from safelight.evidence.bundle.writer import Bundle as WrittenBundle
from safelight.evidence.bundle.zip_copy import write_zip
from safelight.evidence.ledger_entry import LedgerEntry
from safelight.evidence.vault import Seal
from safelight.records.moment import now

MAKING_BROKE = (
    "The software failed while it was making this bundle. Nothing left the vault. Tell the system's administrator."
)
_ENTRIES_AT_ONCE = 1000


@task()
def make_bundle(bundle_pk: int) -> None:
    """Make one bundle, unless that is done or given up already."""
    bundle = Bundle.objects.select_related("case", "asked_by").filter(pk=bundle_pk).first()
    if bundle is None or not bundle.is_under_way:  # its case may have been disposed of meanwhile
        return
    bundle.attempts += 1
    bundle.state = BundleState.MAKING
    bundle.save(update_fields=("attempts", "state"))
    try:
        _make(bundle)
    except (ChoiceRefused, BundleRefused, NotThereYet) as refused:
        give_up(bundle, str(refused), why=type(refused).__name__)
    except TROUBLE as problem:
        not_counted(bundle)
        raise WorkBroke.like(problem) from None
    except Exception as problem:
        give_up(bundle, MAKING_BROKE, why=type(problem).__name__)
        raise WorkBroke.like(problem) from None


@transaction.atomic
def give_up(bundle: Bundle, sentence: str, *, why: str) -> None:
    """Say that a bundle was not made, in a sentence."""
    Bundle.objects.filter(pk=bundle.pk).update(state=BundleState.FAILED, problem=sentence, now_writing="")
    record(worker_event(Act.BUNDLE_FAILED, bundle.case, bundle.choice_sha256, why=why))


def _make(bundle: Bundle) -> None:
    shown = open_contents(bundle, audit=worker_event(Act.WORKED_ON, bundle.case))
    if not is_as_shown(bundle, shown.contents.fingerprint):
        give_up(bundle, CHANGED, why="changed")
        return
    originals = (one.size_bytes for one in shown.on_file.exhibits if one.sha256 in shown.contents.originals)
    with workplace(sum(originals)) as place:
        written = _written(bundle, place, shown)
        packed = place / "bundle.zip"
        write_zip(written.folder, packed)
        with packed.open("rb") as source:
            about = worker_event(Act.BUNDLE_MADE, bundle.case, what="sealed")
            seal = the_vault().seal(bundle.case.key, source, audit=about)
    _keep(bundle, written, seal)


def _written(bundle: Bundle, place: Path, shown: Shown) -> WrittenBundle:
    def progress(name: str) -> None:
        Bundle.objects.filter(pk=bundle.pk).update(now_writing=name)

    asked_by = bundle.asked_by.opaque if bundle.asked_by else ""
    audit = worker_event(
        Act.BUNDLE_MADE,
        bundle.case,
        number=bundle.number,
        asked_by=asked_by,
        choice=bundle.choice_sha256,
        fingerprint=bundle.fingerprint,
        records=bundle.records,
        removals=bundle.removals,
    )
    around = _around(bundle.case, shown)
    return write_bundle(
        place / "bundle", the_ledger(), shown.on_file, shown.contents, around, audit=audit, progress=progress
    )


def _around(case: Case, shown: Shown) -> Surroundings:
    exhibits = {exhibit.sha256: exhibit for exhibit in case.exhibits.all()}
    references = {sha256: exhibit.reference for sha256, exhibit in exhibits.items()}
    entries = list(_entries(case))
    original = worker_event(Act.EXPORTED, case, what="original")
    return Surroundings(
        made_at=now(),
        continuity=continuity_of(entries, references, _people(entries)),
        entries=proving(entries, set(exhibits) - shown.contents.hidden),
        blake3={sha256: one.blake3 for sha256, one in exhibits.items()},
        open_original=lambda sha256: the_vault().open(case.key, sha256, audit=original),
        seed=shown.choice.salt,
    )


def _entries(case: Case) -> Iterator[LedgerEntry]:
    start = 0
    while page := the_ledger().entries(case=case.key, start=start, limit=_ENTRIES_AT_ONCE):
        yield from page
        start += len(page)


def _people(entries: list[LedgerEntry]) -> dict[str, str]:
    actors = {entry.event.actor for entry in entries}
    return {person.opaque: named(person) for person in Person.objects.all() if person.opaque in actors}


@transaction.atomic
def _keep(bundle: Bundle, written: WrittenBundle, seal: Seal) -> None:
    Bundle.objects.filter(pk=bundle.pk).update(
        state=BundleState.READY,
        problem="",
        now_writing="",
        made_at=timezone.now(),
        bundle_sha256=written.sha256,
        sealed_sha256=seal.sha256,
        size_bytes=seal.size,
        entry=written.entry.index,
    )
