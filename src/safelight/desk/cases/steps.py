"""What to do next on a case, most pressing first, from what is missing; each step leads to where it is done."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from safelight.desk.cases.models import Case
from safelight.desk.exhibits.models import Exhibit, Stage


@dataclass(frozen=True)
class Step:
    """One thing to do, and the address of the page it is done on."""

    text: str
    href: str


def next_steps(case: Case, exhibits: list[Exhibit], *, undecided: int, read_once: int = 0) -> list[Step]:
    """The steps; ``undecided`` findings wait for a decision, ``read_once`` of the gravest for a second reader."""
    return [
        *_about_exhibits(case, exhibits),
        *_about_findings(case, undecided, read_once),
        *_about_plan(case),
        *_about_context(case),
    ]


def _about_exhibits(case: Case, exhibits: list[Exhibit]) -> Iterator[Step]:
    if not exhibits:
        yield Step(
            _("Add what the victim brought: exports, backups, screenshots."),
            reverse("exhibits:add", args=[case.reference]),
        )
    for exhibit in exhibits:
        page = reverse("exhibits:exhibit", args=[case.reference, exhibit.slug])
        if exhibit.stage == Stage.NOT_READ:
            yield Step(_("%(exhibit)s was not read. See why.") % {"exhibit": exhibit.reference}, page)
        elif exhibit.stage == Stage.READY and not exhibit.records:
            yield Step(_("Nothing was read from %(exhibit)s. See why.") % {"exhibit": exhibit.reference}, page)
        elif exhibit.bytes_failed:
            yield Step(
                _("Parts of %(exhibit)s could not be read. Check that nothing important is in them.")
                % {"exhibit": exhibit.reference},
                page,
            )


def _about_findings(case: Case, undecided: int, read_once: int) -> Iterator[Step]:
    if read_once:
        yield Step(
            ngettext(
                "A very grave finding was read by one person only. Somebody else should read it, too.",
                "%(n)d very grave findings were read by one person only. Somebody else should read them, too.",
                read_once,
            )
            % {"n": read_once},
            reverse("findings:list", args=[case.reference]),
        )
    if undecided:
        yield Step(
            ngettext(
                "Check the finding that waits for a decision.",
                "Check the %(n)d findings that wait for a decision, gravest first.",
                undecided,
            )
            % {"n": undecided},
            reverse("findings:list", args=[case.reference]),
        )


def _about_plan(case: Case) -> Iterator[Step]:
    newest = case.plans.first()
    if not case.footprints.exists():
        yield Step(
            _("Ask about devices and accounts, a part at a time: the plan is made from that."),
            reverse("footprint:overview", args=[case.reference]),
        )
    elif newest is None:
        yield Step(_("Draft a plan from what was said."), reverse("plans:plan", args=[case.reference]))
    elif not newest.signatures.exists():
        yield Step(
            _("Go through plan %(number)d with the person. Nobody has agreed to it yet.")
            % {"number": newest.number},
            reverse("plans:plan", args=[case.reference]),
        )


def _about_context(case: Case) -> Iterator[Step]:
    known = reverse("cases:context", args=[case.reference])
    if not case.context.owner.accounts:
        yield Step(_("Write down the victim's own accounts: without them, nothing says who wrote to whom."), known)
    if not case.context.concern:
        yield Step(_("Write down whose contact is a worry: without it, much cannot be seen."), known)
    if not case.context.timezone:
        yield Step(_("Write down the time zone of the device: without it, times of day are unsure."), known)
