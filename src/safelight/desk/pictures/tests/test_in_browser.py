"""Reviewing a screenshot in a real browser, by keyboard and without scripts."""

import pytest
from playwright.sync_api import Browser

from safelight.desk.pictures.tests.test_pictures import PictureCase
from safelight.desk.tests.browser import ADDRESS, answer_from, axe_violations


@pytest.mark.browser
class ReviewInBrowserTests(PictureCase):
    @pytest.fixture(autouse=True)
    def _with_chromium(self, chromium: Browser) -> None:
        self.chromium = chromium

    def test_from_the_conversation_to_the_picture_to_a_correction_without_scripts(self):
        for width in (1280, 390):
            context = self.chromium.new_context(
                viewport={"width": width, "height": 900}, java_script_enabled=False
            )
            self.addCleanup(context.close)
            page = context.new_page()
            answer_from(page, self.client)
            page.goto(f"{ADDRESS}{self.conversation}")
            link = page.locator(f'#r-{self.record} a:has-text("The picture")')
            link.focus()
            page.keyboard.press("Enter")
            page.wait_for_url("**/pictures/*/")
            assert page.locator("image").count() == 0
            page.get_by_role("button", name="Show the picture").press("Enter")
            page.wait_for_url("**/shown/")
            drawn = page.locator("svg.safelight-picture image").bounding_box()
            assert drawn is not None
            assert drawn["width"] > 100
            page.get_by_label("Is wrong: I correct it below").check()
            page.get_by_label("Words on the picture").fill(f"I know where you live ({width})")
            page.get_by_label("Reason").fill("The h is there.")
            page.get_by_role("button", name="Keep this review").press("Enter")
            page.wait_for_url("**/pictures/*/")
            assert page.get_by_text(f"I know where you live ({width})").count() == 1
            page.goto(f"{ADDRESS}{self.conversation}")
            assert page.get_by_text(f"I know where you live ({width})").count() == 1
            assert page.get_by_text("I know were you live").count() == 1

    def test_the_page_with_its_form_and_its_faults_can_be_used_by_everybody(self):
        page = self.chromium.new_page(viewport={"width": 390, "height": 900})
        self.addCleanup(page.close)
        answer_from(page, self.client)
        page.goto(f"{ADDRESS}{self.address('shown')}")
        page.get_by_role("button", name="Keep this review").press("Enter")
        page.wait_for_selector(".govuk-error-summary")
        assert not axe_violations(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
