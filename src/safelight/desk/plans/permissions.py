"""Who may see, draft, lead and sign a plan, and put on record what the victim decided."""

from safelight.desk.cases.models import Case
from safelight.desk.cases.permissions import check_may_see_case
from safelight.desk.people.models import Person, Role
from safelight.desk.rules import NotAllowed, question


def check_may_see_plan(person: Person, case: Case) -> None:
    """Everybody on the case sees the plan."""
    check_may_see_case(person, case)


def check_may_draft(person: Person, case: Case) -> None:
    """The advisor and the digital media investigator draft."""
    _check_role(
        person, case, {Role.IDVA, Role.DMI}, "The plan is drafted by the advisor or the digital media investigator"
    )


def check_may_lead(person: Person, case: Case) -> None:
    """Advisors and supervisors say who leads, who drafts and who does what."""
    _check_role(person, case, {Role.IDVA, Role.SUPERVISOR}, "The advisor or a supervisor says who does what")


def check_may_carry_out(person: Person, case: Case) -> None:
    """Everybody on the case puts on record what was checked."""
    check_may_see_case(person, case)


def check_may_record_decision(person: Person, case: Case) -> None:
    """What the victim decides is written down by those who talk with them."""
    _check_role(
        person,
        case,
        {Role.IDVA, Role.OFFICER},
        "What the victim decides is written down by the advisor or the officer who talked with them",
    )


def check_may_override(person: Person, case: Case) -> None:
    """Advisors, officers and supervisors put imminent danger on record, with their name."""
    _check_role(
        person,
        case,
        {Role.IDVA, Role.OFFICER, Role.SUPERVISOR},
        "Imminent danger is put on record by the advisor, an officer or a supervisor",
    )


def check_may_sign(person: Person, case: Case) -> None:
    """The advisor signs off, and puts the victim's agreement on record."""
    _check_role(person, case, {Role.IDVA}, "The plan is signed off by the advisor who leads")


def check_may_take(person: Person, case: Case) -> None:
    """Everybody on the case may take a version out; each taking is on record."""
    check_may_see_case(person, case)


def _check_role(person: Person, case: Case, roles: set[Role], who: str) -> None:
    check_may_see_case(person, case)
    if person.role not in roles:
        message = f"{who} on this case, and you are here in another role. Ask one of them."
        raise NotAllowed(message)


may_see_plan = question(check_may_see_plan)
may_draft = question(check_may_draft)
may_lead = question(check_may_lead)
may_carry_out = question(check_may_carry_out)
may_record_decision = question(check_may_record_decision)
may_override = question(check_may_override)
may_sign = question(check_may_sign)
may_take = question(check_may_take)
