"""What she told her advisor: it fits the questions, the rules of contact and the diary that the desk has."""

from safelight.desk.contact.models import Way
from safelight.desk.contact.rules import ContactRules
from safelight.desk.diary.forms import SORTS
from safelight.example.account import own_account
from safelight.knowledge.risk_questions import risk_questions


def test_the_same_every_time():
    assert own_account() == own_account()


def test_everything_told_has_its_place():
    account = own_account()
    questions = {one.id for one in risk_questions().questions}
    assert set(account.answers) < questions
    assert set(account.contact) == set(ContactRules.__struct_fields__)
    assert set(account.contact["ways"]) <= set(Way.values)
    assert {entry.sort for entry in account.diary} <= set(dict(SORTS))


def test_moments_are_no_more_exact_than_she_remembers():
    assert [(entry.how, bool(entry.first)) for entry in own_account().diary] == [
        ("about", True),
        ("night", True),
        ("week", True),
        ("unknown", False),
    ]
