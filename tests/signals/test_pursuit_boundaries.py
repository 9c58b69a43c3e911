"""A boundary is what the other was told, not what they hear about somebody else."""

import pytest
from tests.signals.frames import frame

from safelight.signals.context import CaseContext
from safelight.signals.pursuit.boundaries import found_boundaries
from safelight.signals.pursuit.contacts import contacts
from safelight.signals.pursuit.parties import Parties


def boundaries(said):
    return found_boundaries(contacts(frame([(0, "x", "hi"), (1, "me", said)]), Parties(CaseContext()))).get(
        "x", []
    )


@pytest.mark.parametrize(
    "said",
    [
        "I've asked him to leave me alone and he won't",
        "He won't leave me alone",
        "he just won’t stop messaging me",
        "they still don't leave us alone",
        "I've told Graham to leave me alone",
        "I asked Graham not to message me",
        "Thanks Sam. I mean it. I've passed it all on",
        "You were brilliant, I really mean it",
    ],
)
def test_what_a_friend_hears_about_somebody_else_is_no_boundary_towards_the_friend(said):
    assert not boundaries(said)


@pytest.mark.parametrize(
    "said",
    [
        "Leave me alone",
        "I've told you to leave me alone",
        "I have asked you nicely to leave me alone",
        "I've asked nicely to be left. Stop messaging me",
        "You told him. Now stop messaging me",
        "No. I mean it",
        "Thanks, but please stop messaging me",
        "u were told, leave me alone",
    ],
)
def test_what_is_said_to_the_other_is(said):
    assert boundaries(said)
