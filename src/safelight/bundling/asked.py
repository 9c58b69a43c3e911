"""What was asked for, as it may stand in the bundle."""

from collections.abc import Sequence

import polars as pl

from safelight.bundling.choice import Choice, Records, Removed
from safelight.bundling.in_bundle import Asked, RemovalInBundle
from safelight.bundling.on_file import Accepted, CaseOnFile
from safelight.bundling.remover import Remover

RECORDS_IN_WORDS = {
    Records.OF_FINDINGS: "The records that the findings in this bundle rest on",
    Records.MATCHING: "All records that fit, and those that the findings in this bundle rest on",
}


def asked_for(
    choice: Choice, case: CaseOnFile, chosen: Sequence[Accepted], used: pl.DataFrame, remover: Remover
) -> Asked:
    """The choice in words; ``chosen`` are its findings in their order, ``used`` its records before removal."""
    references = {one.sha256: one.reference for one in case.exhibits}
    return Asked(
        records=RECORDS_IN_WORDS[choice.records],
        exhibits=tuple(references[each] for each in choice.exhibits if each in references),
        conversations=tuple(
            remover.cut(f"{each.thread or 'without a name'} ({each.platform})").text
            for each in choice.conversations
        ),
        accounts=tuple(remover.cut(each).text for each in choice.accounts),
        since=choice.since.isoformat() if choice.since else "",
        until=choice.until.isoformat() if choice.until else "",
        zone=case.zone,
        findings=tuple(f"F{number}" for number in range(1, len(chosen) + 1)),
        before=choice.before,
        after=choice.after,
        removals=tuple(_removals(choice, used, remover)),
    )


def _removals(choice: Choice, used: pl.DataFrame, remover: Remover) -> list[RemovalInBundle]:
    parts = [
        RemovalInBundle(removal.sort, label, records) for removal, label, records in remover.records_by_label(used)
    ]
    whole = [one for one in choice.removals if one.sort is Removed.RECORD]
    reasons = dict.fromkeys(one.reason for one in whole)
    return parts + [
        RemovalInBundle(Removed.RECORD, f"[removed: {reason}]", sum(one.reason == reason for one in whole))
        for reason in reasons
    ]
