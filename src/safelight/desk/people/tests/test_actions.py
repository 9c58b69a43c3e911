"""Accounts come from the command line, with strong passwords, and nobody is everybody's administrator."""

import pytest

from safelight.desk.keeping import the_ledger
from safelight.desk.people.actions import make_person
from safelight.desk.people.models import Person, Role
from safelight.desk.rules import NotAllowed
from safelight.evidence.audit import Act

pytestmark = pytest.mark.django_db
GOOD = "correct-horse-lantern"


def test_a_person_is_made_and_entered():
    person = make_person("asha", GOOD, "Asha Brown", Role.OFFICER)
    assert person.check_password(GOOD)
    assert person.initials == "AB"
    event = the_ledger().entries(limit=1, newest_first=True)[0].event
    assert (event.act, event.subject) == (Act.PERSON_MADE, person.opaque)
    assert "Asha" not in str(event)


@pytest.mark.parametrize("password", ["short-one", "password1234", "123456789012345", "asha-brown-asha"])
def test_weak_passwords_are_refused_in_a_sentence(password):
    with pytest.raises(NotAllowed, match=r"\.$"):
        make_person("asha", password, "asha-brown", Role.OFFICER)
    assert not Person.objects.exists()


def test_a_username_once_whatever_its_case_and_only_roles_we_know():
    make_person("asha", GOOD, "Asha Brown", Role.OFFICER)
    with pytest.raises(NotAllowed, match="already signs in"):
        make_person("Asha", GOOD, "Another Asha", Role.DMI)
    with pytest.raises(NotAllowed, match="no role"):
        make_person("root", GOOD, "Root", "administrator")
