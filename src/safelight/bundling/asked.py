"""What was asked for, as it may stand in the bundle."""

from collections import Counter
from collections.abc import Sequence

import msgspec
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
        removals=tuple(_removals(choice, chosen, used, remover)),
    )


def _removals(
    choice: Choice, chosen: Sequence[Accepted], used: pl.DataFrame, remover: Remover
) -> list[RemovalInBundle]:
    met = remover.met_in(used, [msgspec.json.encode(one) for one in chosen])
    parts = [RemovalInBundle(removal.sort, label, records, findings) for removal, label, records, findings in met]
    whole = Counter(one.reason for one in choice.removals if one.sort is Removed.RECORD)
    return parts + [
        RemovalInBundle(Removed.RECORD, f"[removed: {reason}]", records, 0) for reason, records in whole.items()
    ]
