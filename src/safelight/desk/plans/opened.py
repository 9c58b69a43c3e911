"""Plans as they were sealed, and the plan as it stands now; opening either is a look."""

from collections.abc import Mapping
from dataclasses import dataclass

import msgspec

from safelight.desk import content
from safelight.desk.cases.models import Case
from safelight.desk.plans.drafted import Drafted
from safelight.desk.plans.engine import make_plan
from safelight.desk.plans.models import PlanVersion, Signature
from safelight.desk.plans.notes import Note, Window
from safelight.desk.plans.situation import open_window, open_words, situation_of
from safelight.desk.plans.standing import Standing, standing_of
from safelight.evidence.audit import AuditEvent
from safelight.planning.situation import Situation
from safelight.records.moment import now


@dataclass(frozen=True)
class OpenedPlan:
    """The newest version as things stand now: the same answers, with what people did since."""

    version: PlanVersion
    drafted: Drafted
    """The plan of now."""
    kept: Drafted
    """The version as it was sealed."""
    standing: Standing
    words: Mapping[int, Note]
    window: Window | None
    has_new_answers: bool


class NoPlanYet(content.NotThereYet):
    """Nobody has drafted a plan of this case."""

    def __init__(self) -> None:
        super().__init__("Nobody has drafted a plan of this case yet. Draft one from the page of the plan.")


def open_version(version: PlanVersion, *, audit: AuditEvent) -> Drafted:
    """A version as it was sealed."""
    return content.open_written(version.case, version.plan_sha256, Drafted, audit=audit)


def words_under(signature: Signature | None, *, audit: AuditEvent) -> str:
    """What was said when it was signed or agreed to; empty where nobody did."""
    if signature is None:
        return ""
    return content.open_written(signature.case, signature.words_sha256, Note, audit=audit).words


def draft_of(case: Case, *, audit: AuditEvent) -> tuple[Drafted, int]:
    """What the engine makes of the case now, and the number of the footprint it rests on."""
    situation, number = situation_of(case, standing_of(case), audit=audit)
    return Drafted(situation=situation, plan=make_plan(situation, as_at=now())), number


def open_plan(case: Case, *, audit: AuditEvent) -> OpenedPlan:
    """The newest plan as it stands now. Raises ``NoPlanYet``."""
    version = case.plans.select_related("case", "drafted_by").first()
    if version is None:
        raise NoPlanYet
    kept = open_version(version, audit=audit)
    standing = standing_of(case)
    situation, _number = situation_of(case, standing, audit=audit)
    on_those_answers = _with_answers_of(situation, kept.situation)
    return OpenedPlan(
        version=version,
        drafted=Drafted(situation=on_those_answers, plan=make_plan(on_those_answers, as_at=now())),
        kept=kept,
        standing=standing,
        words=open_words(case, standing, audit=audit),
        window=open_window(case, standing, audit=audit),
        has_new_answers=situation.footprint != kept.situation.footprint,
    )


def _with_answers_of(situation: Situation, kept: Situation) -> Situation:
    """What people did since, on the answers the version rests on."""
    return msgspec.structs.replace(
        situation, footprint=kept.footprint, begun=kept.begun, flags=kept.flags, orders=kept.orders
    )
