"""From the queue to a plan that is agreed and signed off, as an advisor walks it in a real browser."""

import pytest
from playwright.sync_api import Browser
from tests.walk.walker import Service, Walker

pytestmark = pytest.mark.browser


def put_on_record(walker: Walker) -> None:
    """Send the form that is open."""
    walker.page.get_by_role("button", name="Put it on record").click()


def outcome(walker: Walker, words: str) -> None:
    """Say of the measure that is open that its check was made."""
    walker.follow("Put on record what became of it")
    walker.page.get_by_label("It is done, and the check was made").check()
    walker.page.get_by_label("What was checked, and what was seen?").fill(words)
    put_on_record(walker)
    assert walker.says("Done and checked")
    walker.follow("The plan", exact=True)


def test_an_advisor_goes_from_the_queue_to_a_plan_that_is_signed_off(chromium: Browser, service: Service) -> None:
    ines = Walker(chromium, service)
    ines.sign_in("ines")
    assert ines.says("Your tasks")
    ines.look("plan-my-tasks")
    ines.follow("ontact by a former partner")
    ines.follow("Findings", exact=True)
    ines.look()
    ines.follow("Devices and accounts", exact=True)
    assert ines.says("Who can reach what")
    ines.look("footprint")

    ines.follow("Ways back into your accounts")
    ines.look("footprint-part")
    ines.page.get_by_label("No", exact=True).last.check()
    ines.page.get_by_role("button", name="Keep, and stop here").click()
    assert ines.says("You can stop here and go on another day.")

    ines.follow("All parts")
    ines.follow("To the plan")
    assert ines.says("changed after this plan was drafted")
    ines.look("plan")
    ines.page.get_by_role("button", name="Draft it again").click()
    assert ines.says("What changed from plan 1 to plan 2")
    ines.look("plan-difference")
    ines.follow("The plan", exact=True)

    ines.follow("Agree how to be in touch safely")
    outcome(ines, "I rang at lunchtime and Maya said the word.")
    ines.follow("Find out how great the danger is now")
    outcome(ines, "We went through the questions together. The grade and its reason are on the risk page.")
    assert not ines.says("Almost everything waits")

    ines.follow("Begin a diary of what happens")
    ines.follow("Put on record what they decide")
    assert ines.says("To read out:")
    ines.look()
    ines.page.get_by_label("They do not want this").check()
    ines.page.get_by_label("In their words").fill("No. Writing it down makes me ill. Ask me again in a week.")
    put_on_record(ines)
    assert ines.says("Writing it down makes me ill.")
    ines.look("plan-measure")

    ines.follow("The plan", exact=True)
    ines.follow("Put their agreement on record")
    ines.page.get_by_label("What did they say?").fill("Yes. Slowly, and you ring first.")
    put_on_record(ines)
    ines.follow("Sign it off")
    ines.page.get_by_label("What do you want to say about it?").fill("We went through it together, twice.")
    put_on_record(ines)
    assert ines.says("Signed off by Ines Okoro")
    ines.look()

    ines.follow("Their own, safe to be found")
    assert not ines.says("Rhys Calder")
    ines.look("plan-own-version")
    ines.page.get_by_role("main").get_by_role("link", name="Cymraeg").click()
    assert ines.says("Yr wythnos hon")
    ines.look("plan-own-version-welsh")
    ines.follow("The plan", exact=True)
    ines.follow("The officer")
    assert ines.says("For officers, the soonest first")
    ines.look("plan-officers-version")
    ines.follow("The plan", exact=True)
    ines.follow("For the meeting (MARAC)")
    ines.look()


def test_an_overseer_sees_that_a_plan_was_made_and_not_what_is_in_it(chromium: Browser, service: Service) -> None:
    olu = Walker(chromium, service)
    olu.sign_in("olu")
    olu.follow("SL-")
    assert olu.says("looked at the plan")
    assert not olu.says("the blue phone")
    refused = olu.page.goto("/cases/SL-2026-0001/plan/")
    assert refused is not None
    assert refused.status == 404


def test_a_plan_is_read_and_answered_on_a_telephone_without_scripts(chromium: Browser, service: Service) -> None:
    dev = Walker(chromium, service, width=390, scripts=False)
    dev.sign_in("dev")
    dev.follow("ontact by a former partner")
    dev.follow("Devices and accounts", exact=True)
    dev.follow("Car and trackers")
    dev.page.get_by_label("Not sure", exact=True).first.check()
    dev.page.get_by_role("button", name="Keep, and stop here").click()
    assert dev.says("Kept.")
    dev.follow("All parts")
    dev.follow("To the plan")
    assert dev.says("What to ask next")
