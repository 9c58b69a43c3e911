"""What people did about the risk of a case, for tests that look at its pages."""

from datetime import timedelta

from django.utils import timezone

from safelight.desk.cases.models import Case
from safelight.desk.contact.actions import change_contact
from safelight.desk.contact.rules import ContactRules
from safelight.desk.people.models import Person
from safelight.desk.risk import actions
from safelight.desk.risk.models import Grading
from safelight.desk.risk.sheet import ScoreDetails
from safelight.knowledge.instruments import instruments
from safelight.knowledge.risk_reviews import risk_reviews


def work_on_risk(case: Case, by: Person) -> None:
    """Graded twice, the last nine days ago; events, an outcome, two decisions about a conference; contact changed."""
    today = timezone.localdate()
    actions.grade(case, by, "medium", reason="He has not come near her since the order.")
    actions.grade(case, by, "standard", reason="She says that it is quiet now, and her sister is with her.")
    Grading.objects.filter(case=case).update(at=timezone.now() - timedelta(days=90))
    pack, known = risk_reviews(), instruments()
    for kind, days in (("new-incident", 0), ("new-incident", -40), ("new-incident", -100), ("order-expiring", 30)):
        event = pack.event(kind)
        assert event is not None
        actions.record_event(case, by, event, today + timedelta(days=days), words="The side door at work.")
    dash = known.instrument("safelives-dash")
    assert dash is not None
    details = ScoreDetails(assessor="Jo Pike, health visitor", note="Done at the surgery.")
    actions.record_score(case, by, dash, today, details, score=15, outcome="high")
    actions.decide_conference(case, by, "not_referred", "judgement", reason="The score was not known then.")
    reason = "Three incidents and the score. Her sister is at risk, too."
    actions.decide_conference(case, by, "referred", "score", reason=reason, meets_on=today + timedelta(days=12))
    change_contact(
        case, by, ContactRules(ways=("call",), when="Weekdays at lunchtime", code_word="lantern"), seen=2
    )
