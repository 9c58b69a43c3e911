"""Who passes on a threat by somebody else does not make it; who makes one does, however they dress it."""

import pytest
from tests.signals.frames import frame

from safelight.signals import exposure, threats
from safelight.signals.context import AccountOfConcern, CaseContext
from safelight.signals.finding import Strength

CONCERN = CaseContext(concern=(AccountOfConcern(name="x"),))


def findings(said, context=CaseContext()):
    talk = frame([(0, "me", "hi"), (1, "x", "hiya"), (2, "x", said), (3, "me", "ok")])
    return [one for signal in (threats, exposure) for one in signal.examine(talk, context)]


@pytest.mark.parametrize(
    "warning",
    [
        "maya don't panic, he says he will post your pics everywhere",
        "he said he's gonna send the pics to your mum. thought you should know",
        "Heads up, Rhys told me he's going to post your messages everywhere",
        "some account messaged me saying everyone will see your pictures",
        "Rhys told Kel he's gonna smash your windows",
        "he said he is going to kill you, please be careful",
    ],
)
def test_a_warning_is_never_a_strong_threat_of_who_gives_it(warning):
    for one in findings(warning):
        assert one.strength is not Strength.STRONG
        assert "somebody else" in one.claim


def test_a_threat_to_kill_that_is_passed_on_is_still_heard():
    (found,) = findings("he said he is going to kill you, please be careful")
    assert found.claim.endswith("appears to tell of a threat to kill made by somebody else.")
    assert "threat_to_life" in found.flags
    assert not found.offences


@pytest.mark.parametrize(
    "threat",
    [
        "I told you I'll post your pics everywhere",
        "you heard me. I'm going to kill you",
        "he said nothing. I will smash your windows",
    ],
)
def test_a_threat_in_the_first_person_stays_one(threat):
    assert all("somebody else" not in one.claim for one in findings(threat))
    assert findings(threat)


def test_an_account_of_concern_does_not_hide_behind_others():
    said = "he said he's going to kill you"
    assert findings(said)
    assert all("somebody else" not in one.claim for one in findings(said, CONCERN))
