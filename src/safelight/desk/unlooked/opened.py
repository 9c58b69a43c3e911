"""Which conversations of a case somebody opened, as the ledger has it."""

from safelight.desk.cases.models import Case
from safelight.desk.keeping import the_ledger
from safelight.evidence.audit import Act
from safelight.records.conversation import ConversationSummary

PAGE, MOST_PAGES = 500, 40


def never_opened(case: Case, conversations: tuple[ConversationSummary, ...]) -> list[ConversationSummary]:
    """Those with no look since the case was examined last, the longest first; lists of sign-ins and such too.

    A conversation is named in the ledger by its first row, which can change with each examination: so only looks
    since then count.
    """
    opened = _rows_opened(case)
    unseen = [one for one in conversations if one.first_row not in opened]
    return sorted(unseen, key=lambda one: (-one.rows, one.first_row))


def _rows_opened(case: Case) -> set[int]:
    since = case.examination.examined_at
    opened: set[int] = set()
    for page in range(MOST_PAGES):
        entries = the_ledger().entries(case=case.key, start=page * PAGE, limit=PAGE, newest_first=True)
        for entry in entries:
            if since and entry.at < since:
                return opened
            row = entry.event.details.get("first_row")
            if entry.event.act == Act.LOOKED_AT_CONVERSATION and isinstance(row, int):
                opened.add(row)
        if len(entries) < PAGE:
            break
    return opened
