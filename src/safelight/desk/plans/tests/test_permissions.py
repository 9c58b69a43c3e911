"""Who may do what about plans and footprints: one line for each role."""

import pytest

from safelight.desk.footprint import permissions as footprint
from safelight.desk.people.models import Person, Role
from safelight.desk.plans import permissions as plans
from safelight.desk.plans.tests.a_plan import PeopleOfAPlan

ON_THE_CASE: dict[str, dict[str, bool]] = {
    #            officer, dmi, idva, supervisor
    "see": dict(zip(("officer", "dmi", "idva", "supervisor"), (True, True, True, True), strict=True)),
    "answer": dict(zip(("officer", "dmi", "idva", "supervisor"), (True, True, True, False), strict=True)),
    "draft": dict(zip(("officer", "dmi", "idva", "supervisor"), (False, True, True, False), strict=True)),
    "lead": dict(zip(("officer", "dmi", "idva", "supervisor"), (False, False, True, True), strict=True)),
    "carry_out": dict(zip(("officer", "dmi", "idva", "supervisor"), (True, True, True, True), strict=True)),
    "decision": dict(zip(("officer", "dmi", "idva", "supervisor"), (True, False, True, False), strict=True)),
    "override": dict(zip(("officer", "dmi", "idva", "supervisor"), (True, False, True, True), strict=True)),
    "sign": dict(zip(("officer", "dmi", "idva", "supervisor"), (False, False, True, False), strict=True)),
    "take": dict(zip(("officer", "dmi", "idva", "supervisor"), (True, True, True, True), strict=True)),
}
QUESTIONS = {
    "see": plans.may_see_plan,
    "answer": footprint.may_answer,
    "draft": plans.may_draft,
    "lead": plans.may_lead,
    "carry_out": plans.may_carry_out,
    "decision": plans.may_record_decision,
    "override": plans.may_override,
    "sign": plans.may_sign,
    "take": plans.may_take,
}


class PermissionTests(PeopleOfAPlan):
    def people(self) -> dict[str, Person]:
        return {
            "officer": self.insider,
            "dmi": self.investigator,
            "idva": self.advisor,
            "supervisor": self.supervisor,
        }

    def test_every_role_on_the_case_may_exactly_what_the_table_says(self):
        for what, ask in QUESTIONS.items():
            found = {role: ask(person, self.case) for role, person in self.people().items()}
            assert found == ON_THE_CASE[what], what

    def test_nobody_off_the_case_may_anything(self):
        for role in Role:
            person = Person.objects.create(username=f"off-{role}", name="Somebody", role=role)
            assert not any(ask(person, self.case) for ask in QUESTIONS.values()), role

    def test_whoever_may_not_sign_in_any_more_may_nothing(self):
        for person in self.people().values():
            person.is_active = False
            assert not any(ask(person, self.case) for ask in QUESTIONS.values())


@pytest.mark.parametrize("what", QUESTIONS)
def test_every_question_is_in_the_table(what):
    assert what in ON_THE_CASE
