"""What officers wrote down changed: all is examined again, and read again where readers used it."""

from django.db import transaction

from safelight.desk.cases.models import Case
from safelight.desk.exhibits.jobs import ask_for_examination, ask_for_reading
from safelight.desk.exhibits.models import Stage
from safelight.examining.case import hints_of
from safelight.signals.context import CaseContext


@transaction.atomic
def take_up_again(case: Case, before: CaseContext) -> None:
    """Put the case on the worker's queue; ``before`` is what officers knew until now.

    The zone and the owner's accounts decide when something happened and who wrote to whom, so a change of these
    has everything read again. What is being read just now is looked after by ``jobs``.
    """
    if hints_of(before) == hints_of(case.context):
        ask_for_examination(case)
        return
    for exhibit in case.exhibits.filter(stage__in=(Stage.READY, Stage.EXAMINING)):
        exhibit.stage, exhibit.attempts = Stage.SEALED, 0
        exhibit.save(update_fields=("stage", "attempts"))
        ask_for_reading(exhibit)
