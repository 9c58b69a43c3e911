"""Which conversations of a case somebody opened, as the ledger has it."""

from collections.abc import Mapping
from datetime import datetime

import polars as pl

from safelight.desk.cases.models import Case
from safelight.desk.content import OpenCase
from safelight.desk.keeping import the_ledger
from safelight.evidence.audit import Act
from safelight.records.conversation import ConversationSummary

PAGE, MOST_PAGES = 500, 40


def never_opened(
    case: Case, opened: OpenCase, names: Mapping[str, ConversationSummary]
) -> list[tuple[str, ConversationSummary]]:
    """Those nobody looked at since all that is in them was read, the longest first.

    Lists of sign-ins and such count too. A conversation that was looked at and then grew by another exhibit has
    not been looked at. ``names``: every conversation by what it is called.
    """
    looks, complete = _last_looks(case), _complete_since(case, opened.table)
    unseen = [
        (name, one)
        for name, one in names.items()
        if (seen := looks.get(name)) is None
        or (there := complete.get((one.platform, one.thread))) is None
        or seen < there
    ]
    return sorted(unseen, key=lambda pair: (-pair[1].rows, pair[1].first_row))


def _complete_since(case: Case, table: pl.LazyFrame) -> dict[tuple[str, str], datetime]:
    """When the last exhibit that gave records to a conversation had been read."""
    read = {exhibit.sha256: exhibit.read_at for exhibit in case.exhibits.all() if exhibit.read_at}
    pairs = table.select("platform", "thread", "exhibit").unique().collect()
    complete: dict[tuple[str, str], datetime] = {}
    for platform, thread, exhibit in pairs.iter_rows():
        at = read.get(exhibit)
        if at is not None:
            complete[platform, thread] = max(at, complete.get((platform, thread), at))
    return complete


def _last_looks(case: Case) -> dict[str, datetime]:
    looks: dict[str, datetime] = {}
    for page in range(MOST_PAGES):
        entries = the_ledger().entries(case=case.key, start=page * PAGE, limit=PAGE, newest_first=True)
        for entry in entries:
            named = entry.event.details.get("conversation")
            if entry.event.act == Act.LOOKED_AT_CONVERSATION and isinstance(named, str):
                looks.setdefault(named, entry.at)
        if len(entries) < PAGE:
            break
    return looks
