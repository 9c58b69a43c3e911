"""Choices and descriptions in a real browser: desk and telephone, by keyboard, with and without scripts."""

import io
import os
from functools import partial
from pathlib import Path

import pytest
from django.urls import reverse
from playwright.sync_api import Browser, Page
from tests.readers.apart.test_questions import bomb
from tests.readers.tables.made_workbook import DATE, Cell, workbook

from safelight.desk import content
from safelight.desk.exhibits.actions import hand_in
from safelight.desk.exhibits.models import Exhibit
from safelight.desk.exhibits.worker import run_worker
from safelight.desk.tables.tests.test_describe import CALLS
from safelight.desk.testing import DeskTestCase
from safelight.desk.tests.browser import ADDRESS, answer_from, axe_violations
from safelight.readers.apart.asked.asking import ask
from safelight.readers.apart.frames import Limits

OPEN_DATES = b"03/04/2026, 21:14 - Jo: hello\n03/04/2026, 21:15 - Mia: there\n"
STATEMENT = workbook(
    {
        "Transactions": [
            ["Statement of account"],
            ["Date", "Description", "Paid out"],
            [Cell(46085, DATE), "Corner shop", Cell(12.5)],
            [Cell(46086, DATE), "Transfer to J", Cell(5)],
            ["", "Closing balance", Cell(82.5)],
        ]
    }
)
WIDTHS = (1280, 390)
PICTURES = os.environ.get("SAFELIGHT_PICTURES")


@pytest.mark.browser
class InABrowserTests(DeskTestCase):
    @pytest.fixture(autouse=True)
    def _with_chromium(self, chromium: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
        self.chromium = chromium
        self.patch = monkeypatch

    def hand_in(self, name: str, data: bytes) -> str:
        hand_in(self.case, self.insider, name, io.BytesIO(data))
        run_worker(until_idle=True)
        return reverse("exhibits:exhibit", args=[self.case.reference, "AB-1"])

    def window(self, width: int = 1280, *, scripts: bool = True) -> Page:
        context = self.chromium.new_context(viewport={"width": width, "height": 900}, java_script_enabled=scripts)
        self.addCleanup(context.close)
        context.set_default_timeout(10_000)
        page = context.new_page()
        answer_from(page, self.client)
        return page

    def check(self, page: Page, name: str) -> None:
        """No fault for anybody, and nothing wider than the screen, on a desk and on a telephone."""
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            assert axe_violations(page) == []
            assert page.evaluate("document.documentElement.scrollWidth") <= width
            if PICTURES:
                page.screenshot(path=Path(PICTURES) / f"{name}-{width}.png", full_page=True)

    def test_call_data_is_described_tried_and_read(self) -> None:
        page = self.window()
        page.goto(ADDRESS + self.hand_in("calls.csv", CALLS))
        page.get_by_role("link", name="Describe this table").click()
        self.check(page, "describe")
        page.get_by_label("Where the table comes from").fill("Fictional Mobile")
        for label, column in (
            ("Date and time, or the date", "Start"),
            ("From (A party)", "A Party"),
            ("To (B party)", "B Party"),
            ("Kind of entry (optional)", "Type"),
            ("Duration (optional)", "Duration"),
            ("Cell (optional)", "Cell"),
        ):
            page.get_by_label(label).select_option(column)
        page.get_by_label("By what stands in the column").fill("SMS = message")
        page.get_by_label("Leave out rows without a time").check()
        page.get_by_role("button", name="Try it").click()
        page.get_by_text("The first rows become 2 records.").wait_for()
        assert page.url.endswith("/table/"), "The trial comes without leaving the page."
        self.check(page, "describe-tried")
        page.get_by_label("Reason").fill("The network explains its columns.")
        page.get_by_label("Save the description for other cases as").fill("Mobile calls")
        page.get_by_role("button", name="Save and read").click()
        page.get_by_text("The table is being read by this description").wait_for()
        run_worker(until_idle=True)
        page.reload()
        self.check(page, "described")
        assert "2 records" in page.inner_text("main")
        assert "the description saved as “Mobile calls”" in page.inner_text("main")

    def test_a_bank_statement_is_described_without_scripts(self) -> None:
        page = self.window(390, scripts=False)
        page.goto(ADDRESS + self.hand_in("statement.xlsx", STATEMENT))
        page.get_by_role("link", name="Describe this table").click()
        page.get_by_label("Date and time, or the date").select_option("Date")
        page.get_by_label("Words or description").select_option("Description")
        page.get_by_label("Amount").select_option("Paid out")
        page.get_by_label("What a row is").select_option("transaction")
        page.get_by_label("Leave out rows without a time").check()
        page.get_by_role("button", name="Try it").click()
        assert "The first rows become 2 records." in page.inner_text("main")
        assert "4 March 2026" in page.inner_text("main")
        page.get_by_label("Reason").fill("A bank statement.")
        page.get_by_role("button", name="Save and read").click()
        run_worker(until_idle=True)
        page.reload()
        assert "2 records" in page.inner_text("main")
        assert Exhibit.objects.get().records == 2
        page.goto(ADDRESS + self.conversations()[0])
        page.get_by_role("link", name="Exact bytes").first.click()
        assert "of sheet “Transactions”" in page.inner_text("main")
        assert '<row r="3">' in page.inner_text("main")

    def test_the_order_of_dates_is_said_by_keyboard_alone(self) -> None:
        page = self.window()
        page.goto(ADDRESS + self.hand_in("note.txt", OPEN_DATES))
        self.check(page, "two-dates")
        page.get_by_role("link", name="Say which comes first").focus()
        page.keyboard.press("Enter")
        page.get_by_role("heading", name="Change how this file is read").wait_for()
        self.check(page, "change-reading")
        page.get_by_label("As the file itself decides").focus()
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Tab")
        page.keyboard.press("Tab")
        page.keyboard.type("The phone was bought in Leeds.")
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        page.get_by_text("The exhibit is being read again").wait_for()
        run_worker(until_idle=True)
        page.reload()
        self.check(page, "dates-said")
        assert "the day comes before the month" in page.inner_text("main")
        assert "two ways" not in page.inner_text("main")

    def test_the_order_of_dates_is_said_without_scripts(self) -> None:
        page = self.window(390, scripts=False)
        page.goto(ADDRESS + self.hand_in("note.txt", OPEN_DATES))
        page.get_by_role("link", name="Say which comes first").click()
        page.get_by_label("The month comes first").check()
        page.get_by_label("Reason").fill("The phone was bought in Boston.")
        page.get_by_role("button", name="Save and read again").click()
        run_worker(until_idle=True)
        page.reload()
        assert "the month comes before the day" in page.inner_text("main")

    def test_a_table_that_overwhelms_its_process_is_told_in_a_sentence(self) -> None:
        self.hand_in("bomb.xlsx", bomb())
        few = Limits(memory_bytes=128 * 1024**2, processor_seconds=10)
        self.patch.setattr(content, "ask", partial(ask, limits=few))
        page = self.window()
        page.goto(ADDRESS + reverse("exhibits:describe", args=[self.case.reference, "AB-1", 1]))
        assert "It is kept, sealed as it came." in page.inner_text("main")
        self.check(page, "describe-not-shown")
