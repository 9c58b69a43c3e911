"""How far the work on a case has come, in a sentence: what people read where there is nothing to show yet."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from safelight.desk.cases.models import Case
from safelight.desk.exhibits.models import Examination, ExaminationState, Stage


def condition_of(case: Case) -> str:
    """Why nothing newer can be shown; empty where everything handed in was read and examined."""
    stages = [Stage(stage) for stage in case.exhibits.values_list("stage", flat=True)]
    if not stages:
        return _("Nothing has been handed in yet.")
    unread = sum(stage in {Stage.SEALED, Stage.READING, Stage.WAITING} for stage in stages)
    if unread:
        return ngettext("%(n)d exhibit is still being read.", "%(n)d exhibits are still being read.", unread) % {
            "n": unread
        }
    if all(stage == Stage.NOT_READ for stage in stages):
        return _(
            "No exhibit could be read. The page of each exhibit says why. What was handed in is sealed and safe."
        )
    return _of_examination(Examination.objects.filter(case=case).first())


def _of_examination(examination: Examination | None) -> str:
    if examination is None or examination.state == ExaminationState.READY:
        return ""
    return examination.problem or _("What was read is being examined now. This takes seconds to minutes.")
