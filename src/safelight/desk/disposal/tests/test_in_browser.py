"""Disposal from end to end in a real browser, without scripts, by two people, at both widths."""

import io
import os
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from safelight.desk.cases.actions import add_member, open_case
from safelight.desk.cases.models import Harm
from safelight.desk.disposal.tests.a_case import KeptCase
from safelight.desk.exhibits.actions import hand_in
from safelight.desk.exhibits.worker import run_worker
from safelight.desk.keeping import the_vault
from safelight.desk.tests.browser import ADDRESS, answer_from, axe_violations

PICTURES = os.environ.get("SAFELIGHT_PICTURES")  # a folder to keep pictures of the pages in
WIDTHS = (1280, 390)
WHY = "Both officers agree that no inquiry needs it."


@pytest.mark.browser
class DisposalInBrowserTests(KeptCase):
    @pytest.fixture(autouse=True)
    def _with_chromium(self, chromium: Browser) -> None:
        self.chromium = chromium

    def opened(self, client) -> Page:
        context = self.chromium.new_context(viewport={"width": 1280, "height": 900}, java_script_enabled=True)
        self.addCleanup(context.close)
        page = context.new_page()
        answer_from(page, client)
        return page

    def looked_at(self, page: Page, name: str) -> None:
        """The page as everybody meets it: no fault axe can see, as wide as the screen, at both widths."""
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            assert axe_violations(page) == [], name
            assert page.evaluate("document.documentElement.scrollWidth") <= width, f"{name} at {width}"
            if PICTURES:
                page.screenshot(path=Path(PICTURES) / f"disposal-{name}-{width}.png", full_page=True)

    def test_from_the_review_to_the_certificate(self):
        self.case = open_case(self.insider, title="To be gone", harm=Harm.HARASSMENT, safe_contact="By day")
        add_member(self.case, self.insider, self.supervisor)
        hand_in(self.case, self.insider, "_chat.txt", io.BytesIO(b"[01/03/2026, 21:05] Sam: Hello\n"))
        run_worker(until_idle=True)
        officer, supervisor = self.opened(self.client), self.opened(self.client_of_supervisor)

        officer.goto(f"{ADDRESS}{self.address()}")
        officer.get_by_role("link", name="Keeping").click()
        self.looked_at(officer, "keeping-undecided")
        officer.get_by_role("link", name="Decide how long it is kept").click()
        officer.get_by_role("button", name="Save").click()
        officer.wait_for_selector(".govuk-error-summary")
        self.looked_at(officer, "review-with-faults")
        officer.get_by_label("All other offences").check()
        for box, number in (("Day", "3"), ("Month", "2"), ("Year", "2001")):
            officer.get_by_label(box, exact=True).fill(number)
        officer.get_by_label("Why?").fill(WHY)
        officer.get_by_role("button", name="Save").click()
        officer.wait_for_url("**/retention/")

        officer.get_by_role("link", name="Say that it must be kept").click()
        self.looked_at(officer, "hold")
        officer.get_by_label("Proceedings are open").check()
        officer.get_by_label("In a sentence").fill("First hearing in May.")
        officer.get_by_role("button", name="Keep the case").click()
        officer.wait_for_url("**/retention/")
        assert officer.get_by_role("link", name="Propose to dispose").count() == 0
        self.looked_at(officer, "keeping-held")

        supervisor.goto(f"{ADDRESS}{self.address('retention')}")
        supervisor.get_by_role("link", name="This is over").click()
        self.looked_at(supervisor, "lift")
        supervisor.get_by_label("Why is this over?").fill("It was withdrawn.")
        supervisor.get_by_role("button", name="It is over").click()
        supervisor.wait_for_url("**/retention/")

        officer.reload()
        officer.get_by_role("link", name="Propose to dispose of this case").click()
        self.looked_at(officer, "propose")
        officer.get_by_label("Its review is due").check()
        officer.get_by_label("Why is it no longer needed?").fill(WHY)
        officer.get_by_role("button", name="Propose it").click()
        officer.wait_for_url("**/retention/")
        assert officer.get_by_role("button", name="Decide about it").count() == 0
        self.looked_at(officer, "keeping-proposed")

        supervisor.reload()
        supervisor.get_by_role("button", name="Decide about it").click()
        supervisor.wait_for_url("**/decide/")
        self.looked_at(supervisor, "decide")
        supervisor.get_by_label("Dispose of the case").check()
        supervisor.get_by_label("Why?").fill(WHY)
        supervisor.get_by_label("The reference of the case").fill(self.case.reference)
        supervisor.get_by_role("button", name="Decide").click()
        supervisor.wait_for_url("**/certificate/")
        assert supervisor.get_by_text("c2sp.org/tlog-proof@v1").count() == 1
        self.looked_at(supervisor, "certificate")

        officer.goto(f"{ADDRESS}{self.address()}")
        assert officer.get_by_role("heading", name=f"{self.case.reference} was disposed of").count() == 1
        self.looked_at(officer, "gone")
        officer.get_by_role("link", name="Your cases").click()
        officer.wait_for_url("**/cases/")
        self.looked_at(officer, "cases")
        assert not the_vault().keys.has_key(self.case.key)
