"""Writes what people decided as files to learn from. Each case that is opened for it is entered in the ledger."""

from pathlib import Path

import msgspec

from safelight.desk import content
from safelight.desk.cases.models import Case
from safelight.desk.findings.feedback import labelled_of
from safelight.desk.looks import record
from safelight.evidence.audit import Act, AuditEvent

ACTOR = "command-line"


class Written(msgspec.Struct, frozen=True):
    """How much was written."""

    cases: int
    conversations: int


def write_feedback(to: Path) -> Written:
    """One file for each conversation with decided findings, readable by whoever runs this and nobody else."""
    to.mkdir(mode=0o700, parents=True, exist_ok=True)
    cases = conversations = 0
    for case in Case.objects.filter(disposal=None, examination__isnull=False).exclude(decisions=None).distinct():
        event = AuditEvent(act=Act.LOOKED_AT_FINDINGS, actor=ACTOR, case=case.key, details={"what": "feedback"})
        try:
            opened = content.open_case(case, audit=event)
        except content.NotThereYet:
            continue
        labelled = labelled_of(
            case, opened.examination.findings, opened.table, priority=opened.examination.priority.level
        )
        record(
            msgspec.structs.replace(
                event, act=Act.EXPORTED, details={"what": "feedback", "conversations": len(labelled)}
            )
        )
        for one in labelled:
            path = to / f"{one.id}.json"
            path.touch(mode=0o600)
            path.write_bytes(msgspec.json.format(msgspec.json.encode(one), indent=1))
        cases += bool(labelled)
        conversations += len(labelled)
    return Written(cases, conversations)
