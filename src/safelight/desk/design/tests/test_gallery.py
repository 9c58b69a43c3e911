"""The gallery in a real browser: readable by everybody, with and without JavaScript, from our own address only."""

from urllib.parse import urlsplit

import pytest
from django.test import override_settings
from playwright.sync_api import Browser, Page

from safelight.desk.testing import DeskTestCase
from safelight.desk.tests.browser import ADDRESS, answer_from, axe_violations

PAGES = ("/design/", "/design/refused/")
WIDTHS = (1280, 390)


@pytest.mark.browser
@override_settings(DEMONSTRATION=True)
class GalleryTests(DeskTestCase):
    @pytest.fixture(autouse=True)
    def _with_chromium(self, chromium: Browser) -> None:
        self.chromium = chromium

    def open(self, address: str, width: int = WIDTHS[0], *, scripts: bool = True) -> Page:
        page = self.chromium.new_page(viewport={"width": width, "height": 900}, java_script_enabled=scripts)
        self.addCleanup(page.close)
        page.set_default_timeout(8000)
        self.complaints: list[str] = []
        self.asked: set[str] = set()
        page.on("console", lambda message: self.complaints.append(message.text))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("request", lambda request: self.asked.add(urlsplit(request.url).netloc))
        answer_from(page, self.client)
        self.response = page.goto(f"{ADDRESS}{address}")
        return page

    def test_everybody_can_use_it_and_nothing_comes_from_elsewhere(self) -> None:
        for address, width in ((address, width) for address in PAGES for width in WIDTHS):
            with self.subTest(address=address, width=width):
                page = self.open(address, width)

                assert axe_violations(page) == []
                assert self.complaints == []
                assert self.asked == {urlsplit(ADDRESS).netloc}
                assert page.evaluate("document.documentElement.scrollWidth") <= width

    def test_our_own_font_is_used(self) -> None:
        page = self.open("/design/")

        assert page.evaluate("getComputedStyle(document.querySelector('h1')).fontFamily").startswith(
            '"Public Sans'
        )
        page.wait_for_function("document.fonts.check('16px \"Public Sans Variable\"')")

    def test_the_policy_allows_nothing_inline(self) -> None:
        self.open("/design/")
        policy = self.response.headers["content-security-policy"]

        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert "data:" not in policy

    def test_nothing_is_lost_without_javascript(self) -> None:
        page = self.open("/design/", scripts=False)

        assert page.get_by_text("Blurred until asked for.").is_visible()
        page.get_by_text("Show the figures as a table").first.click()
        assert page.get_by_role("table", name="When messages came").is_visible()
        page.get_by_role("button", name="Cymraeg").click()
        page.get_by_role("button", name="English").wait_for()

    def test_an_error_leads_to_its_field(self) -> None:
        page = self.open("/design/refused/")
        page.get_by_role("link", name="Enter a real date, for example 27 3 2026.").click()

        assert page.evaluate("document.activeElement.id") == "id_began-day"

    def test_the_gallery_is_for_demonstrations_only(self) -> None:
        assert self.client.get("/design/").status_code == 200
        with override_settings(DEMONSTRATION=False):
            assert self.client.get("/design/").status_code == 404
