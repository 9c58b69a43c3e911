"""Does the state of a case allow its disposal?"""

from django.utils import timezone

from safelight.desk.cases.models import Case
from safelight.desk.disposal.models import Ground, Hold, Proposal, ProposalState
from safelight.desk.exhibits.models import ExaminationState, Stage
from safelight.desk.people.models import Person
from safelight.desk.rules import NotAllowed, question


def check_no_hold(case: Case) -> None:
    """Nothing says that it must be kept."""
    held = case.holds.filter(lifted_at=None).count()
    if held:
        message = "This case must be kept: a reason on its page is not over. Nothing was disposed of."
        raise NotAllowed(message)


def check_is_due(case: Case, ground: str) -> None:
    """A case whose review is the ground was reviewed, and the day has come."""
    if ground != Ground.REVIEWED:
        return
    newest = case.retention_reviews.first()
    if newest is None:
        message = "Nobody has decided yet how long this case is kept. Decide that first."
        raise NotAllowed(message)
    if newest.review_on > timezone.localdate():
        message = (
            f"This case is to be reviewed on {newest.review_on:%-d %B %Y}, and that day has not come. Choose "
            "another ground if one applies, or decide anew how long it is kept."
        )
        raise NotAllowed(message)


def check_nothing_is_proposed(case: Case) -> None:
    """No other proposal waits."""
    if case.disposal_proposals.filter(state__in=(ProposalState.WAITING, ProposalState.APPROVED)).exists():
        message = "Somebody proposed to dispose of this case already. Read their proposal on this page."
        raise NotAllowed(message)


def check_waits(proposal: Proposal) -> None:
    """Nobody has decided about it yet."""
    if proposal.state != ProposalState.WAITING:
        message = "Somebody decided about this proposal while you had the page open. Nothing more was done."
        raise NotAllowed(message)


def check_is_another_person(proposal: Proposal, person: Person) -> None:
    """Two people: who proposed cannot approve or refuse."""
    if proposal.proposed_by_id == person.pk:
        message = (
            "You proposed to dispose of this case, so somebody else must decide. Ask another supervisor on it."
        )
        raise NotAllowed(message)


def check_is_own(proposal: Proposal, person: Person) -> None:
    """Only who proposed takes it back."""
    if proposal.proposed_by_id != person.pk:
        message = "Only the person who proposed the disposal can take that back. A supervisor can refuse it."
        raise NotAllowed(message)


def check_nothing_is_read(case: Case) -> None:
    """No worker is busy with it."""
    reading = case.exhibits.filter(
        stage__in=(Stage.SEALED, Stage.READING, Stage.WAITING, Stage.EXAMINING)
    ).exists()
    examination = getattr(case, "examination", None)
    examining = examination and examination.state in {ExaminationState.WAITING, ExaminationState.EXAMINING}
    if reading or examining:
        message = (
            "Something of this case is being read or examined just now. Wait until that is done, then decide."
        )
        raise NotAllowed(message)


def check_still_holds(hold: Hold) -> None:
    """Nobody lifted it yet."""
    if hold.lifted_at is not None:
        message = "Somebody lifted this already."
        raise NotAllowed(message)


no_hold = question(check_no_hold)
is_due = question(check_is_due)
nothing_is_proposed = question(check_nothing_is_proposed)
waits = question(check_waits)
is_another_person = question(check_is_another_person)
is_own = question(check_is_own)
nothing_is_read = question(check_nothing_is_read)
still_holds = question(check_still_holds)
