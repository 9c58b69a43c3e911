"""The page of what has not been looked at."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from safelight.desk import content
from safelight.desk.cases.access import case_for
from safelight.desk.conversations.conversation_id import conversations_by_id
from safelight.desk.conversations.elsewhere import references_of
from safelight.desk.findings.standing import standing, worth_reading
from safelight.desk.looks import look
from safelight.desk.unlooked.opened import never_opened
from safelight.desk.unlooked.shown import exhibit_gaps, files_told, kinds_table
from safelight.desk.unlooked.worth_reading import shown_passages
from safelight.evidence.audit import Act
from safelight.knowledge.common_words import common_words
from safelight.records.unread import unread_in
from safelight.signals.measured import measured

MOST_LISTED, READ_EARLY = 50, 10


@require_safe
def unlooked(request: HttpRequest, reference: str) -> HttpResponse:
    """What is worth reading early; what nothing read, signals that stopped, conversations nobody opened."""
    _person, case = case_for(request, reference)
    audit = look(request, Act.LOOKED_AT_CASE, case=case.key, part="not looked at")
    opened = content.open_case(case, audit=audit)
    english = common_words()
    unread = unread_in(opened.table, english)
    names = conversations_by_id(case, opened.examination.conversations)
    unseen = never_opened(case, opened, names)
    stands = standing(case, opened.examination.findings)
    early = worth_reading(opened.examination, stands)
    kinds_head, kinds_rows = kinds_table(unread)
    page = {
        "case": case,
        "worth_reading": shown_passages(
            early[:READ_EARLY],
            opened,
            names,
            stands=stands,
            unseen={name for name, _ in unseen},
            references=references_of(case),
        ),
        "worth_reading_of": len(early),
        "ordinary": measured().ordinary,
        "gaps": exhibit_gaps(list(case.exhibits.all())),
        "unread": unread,
        "known_words": len(english.own),
        "not_english": sum(one.messages for one in unread.not_english),
        "in_other_words": unread.not_english[:MOST_LISTED],
        "kinds_head": kinds_head,
        "kinds_rows": kinds_rows,
        "files": list(files_told(unread)),
        "stopped": [one for one in opened.examination.read_by if one.failed],
        "unseen": unseen[:MOST_LISTED],
        "unseen_of": len(unseen),
        "conversations": len(opened.examination.conversations),
    }
    return render(request, "unlooked/list.html", page)
