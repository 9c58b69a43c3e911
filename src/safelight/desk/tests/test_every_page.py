"""Every page of a case that was read and examined, in a real browser, on a desk and on a telephone."""

import io
import os
import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, ViewportSize

from safelight.desk.apps.tests.an_app_list import AppListCase
from safelight.desk.board.tests.a_board import BoardCase
from safelight.desk.bundles.tests.a_bundle import BundleCase
from safelight.desk.conversations.tests.a_case import CaseOfTwoExports, ReadCase
from safelight.desk.demonstration_account import tell
from safelight.desk.exhibits.actions import hand_in
from safelight.desk.exhibits.worker import run_worker
from safelight.desk.pictures.tests.a_screenshot import hand_in_screenshot
from safelight.desk.plans.tests.a_plan import PlannedCase
from safelight.desk.reports.tests.a_report import ReportCase
from safelight.desk.risk.tests.a_days_work import work_on_risk
from safelight.desk.risk.tests.test_risk import RiskCase
from safelight.desk.tables.tests.test_describe import CALLS
from safelight.desk.tests.browser import ADDRESS, AXE, answer_from, violations
from safelight.knowledge.risk_questions import risk_questions

WIDTHS = (1280, 390)
# Scripts that wait for another width have had their turn when the next frame is drawn.
WIDTH_WHEN_LAID_OUT = """() => new Promise(done => requestAnimationFrame(
    () => done(document.documentElement.scrollWidth)))"""
PICTURES = os.environ.get("SAFELIGHT_PICTURES")  # a folder to keep pictures of the pages in


@pytest.mark.browser
class EveryPageTests(ReadCase):
    FEWEST = 10

    @classmethod
    def setUpTestData(cls) -> None:
        """A screenshot and a table beside the rest: the walk reaches their pages from their own places."""
        super().setUpTestData()
        hand_in_screenshot(cls.case, cls.insider)
        cls.table = hand_in(cls.case, cls.insider, "calls.csv", io.BytesIO(CALLS))
        run_worker(until_idle=True)

    @pytest.fixture(autouse=True)
    def _with_chromium(self, chromium: Browser) -> None:
        self.chromium = chromium

    def addresses(self) -> list[str]:
        """Every page that a walk from the first screen reaches, one of each kind."""
        found: dict[str, str] = {}
        waiting = ["/", *self.pictures()[-1:], self.address("exhibits", self.table.slug, "reading", 1, "table")]
        while waiting:
            address = waiting.pop(0)
            kind = kind_of(address)
            answer = self.client.get(address) if kind not in found else None
            if answer is None or answer.status_code != 200 or "text/html" not in answer.headers["Content-Type"]:
                continue
            found[kind] = address
            waiting += re.findall(r'<a[^>]*href="(/[^"#?]*)"', answer.content.decode())
        return list(found.values())

    def pictures(self) -> list[str]:
        """Pages of pictures: the walk stops at the first conversation, which may lead to none."""
        pages = [self.client.get(each).content.decode() for each in self.conversations()]
        return [each for page in pages for each in re.findall(r'href="(/cases/[^"]*/pictures/[^"]*)"', page)]

    def test_every_page_can_be_used_by_everybody_and_fits_the_screen(self) -> None:
        addresses = self.addresses()
        assert len(addresses) >= self.FEWEST, addresses
        faults = self.faults(addresses)

        assert not faults, "\n".join(faults)

    def faults(self, addresses: list[str]) -> list[str]:
        """What is wrong with these pages at any width, if anything."""
        faults: list[str] = []
        page = self.chromium.new_page(viewport=sized(WIDTHS[0]))
        self.addCleanup(page.close)
        page.set_default_timeout(8000)
        page.on("console", lambda message: faults.append(f"{page.url}: {message.text}"))
        page.add_init_script(AXE)
        answer_from(page, self.client)
        for address in addresses:
            page.set_viewport_size(sized(WIDTHS[0]))
            page.goto(f"{ADDRESS}{address}")
            # Loading takes longer than looking, and a page made narrow is the page loaded narrow: axe found the same
            # of every element on every page, what is right included, when both were tried.
            for width in WIDTHS:
                page.set_viewport_size(sized(width))
                faults += self.faults_at(width, address, page)
        return faults

    def faults_at(self, width: int, address: str, page: Page) -> list[str]:
        """What is wrong with the page there at the width that it has now."""
        broad = page.evaluate(WIDTH_WHEN_LAID_OUT)
        faults = [f"{address} is wider than {width}"] if broad > width else []
        faults += [f"{address} at {width}: {fault}" for fault in violations(page)]
        if PICTURES:
            name = f"{kind_of(address).strip('/').replace('/', '-') or 'first'}-{width}.png"
            page.screenshot(path=Path(PICTURES) / name, full_page=True)
        return faults


@pytest.mark.browser
class TwoExportsInTheBrowserTests(CaseOfTwoExports, EveryPageTests):
    """The pages that look otherwise where a message stands in two exhibits."""

    FEWEST = 4

    def addresses(self) -> list[str]:
        bytes_there = self.other_place()
        conversation, exhibit = self.conversations()[0], self.address("exhibits", "AB-1")
        return [conversation, exhibit, bytes_there, bytes_there.partition("also/")[0] + "bytes/"]


@pytest.mark.browser
class BundlesInTheBrowserTests(BundleCase, EveryPageTests):
    """What would go out, with something removed and withheld; what was made and taken; and the forms between."""

    FEWEST = 5

    def addresses(self) -> list[str]:
        made = self.made()
        self.taken(made, manner="open", reason="The court has no program for it.")
        shown = self.chosen(words="lunch = meals\nNowhere Lane = address", records="matching")
        return [
            self.address("bundles"),
            self.address("bundles", "choose") + f"?as={shown.number}",
            self.address("bundles", shown.number) + "?from=0",
            self.address("bundles", made.number),
            self.address("bundles", made.number, "take"),
        ]


@pytest.mark.browser
class BoardInTheBrowserTests(BoardCase, EveryPageTests):
    """A supervisor's board with a case that was moved, one that is taken up, and one past its target."""

    FEWEST = 6

    def addresses(self) -> list[str]:
        self.as_supervisor()
        place = self.address("place")
        return ["/", "/board/", self.address(), place, place + "move/", place + "end-move/"]


@pytest.mark.browser
class PlanInTheBrowserTests(PlannedCase, EveryPageTests):
    """The footprint with its map, the plan, one measure with every form about it, and each reader's version."""

    FEWEST = 20

    def setUp(self) -> None:
        super().setUp()
        self.client.force_login(self.advisor)

    def addresses(self) -> list[str]:
        measure = ("plan", "measures", "change-email-password", "t2")
        return [
            self.address("footprint"),
            *(
                self.address("footprint", *each)
                for each in (("email",), ("things", "t2"), ("things", "add", "phone"))
            ),
            self.address("plan"),
            *(self.address("plan", *each) for each in (("tasks",), ("difference",), ("lead",), ("purpose",))),
            *(self.address("plan", each) for each in ("window", "danger", "sign", "agree")),
            *(self.address("plan", "for", each) for each in ("victim", "idva", "officer", "marac")),
            self.address("plan", "for", "victim") + "?language=cy",
            self.address(*measure),
            *(self.address(*measure, each) for each in ("outcome", "decision", "give")),
            self.address("plan", "measures", "ask-to-preserve", "t3", "keep", "profile_capture"),
        ]


@pytest.mark.browser
class ReportsInTheBrowserTests(ReportCase, EveryPageTests):
    """Taking down a report, a report in the queue, and what it is once there is a case."""

    FEWEST = 8

    def addresses(self) -> list[str]:
        waiting, case = self.waiting_and_case()
        self.client.force_login(self.supervisor)
        report, of_case = f"/reports/{waiting.pk}/", f"/cases/{case.reference}/report/"
        pages = ["/", "/board/", "/reports/take-down/", report, report + "open-case/", report + "close/"]
        return [*pages, of_case, of_case + "settle/"]


@pytest.mark.browser
class AppsInTheBrowserTests(AppListCase, EveryPageTests):
    """Choosing or typing a list of apps, and what it shows."""

    FEWEST = 2

    def addresses(self) -> list[str]:
        return [self.address(), self.address(self.exhibit.slug, 1)]


def sized(width: int) -> ViewportSize:
    """A window so wide."""
    return {"width": width, "height": 900}


def kind_of(address: str) -> str:
    """The address without the names of things in it."""
    address = re.sub(r"/(?=[^/]*[\d])[^/]+", "/x", address)
    return re.sub(r"/points/x/[^/]+/", "/points/x/point/", address)


@pytest.mark.browser
class RiskInTheBrowserTests(RiskCase, EveryPageTests):
    """Risk, the diary and safe contact of somebody who told a good deal, and every form about them."""

    FEWEST = 12

    @classmethod
    def setUpTestData(cls) -> None:
        """What the victim of the worked example told, and a day's work on it."""
        super().setUpTestData()
        tell(cls.case, cls.idva)
        work_on_risk(cls.case, cls.idva)
        run_worker(until_idle=True)

    def addresses(self) -> list[str]:
        forms = ("grade", "event", "instrument", "conference", "assessments/1")
        sections = [f"questions/{one.id}" for one in risk_questions().sections]
        risk = [self.address("risk", *part.split("/")) for part in (*forms, *sections)]
        diary = [self.address("diary"), *(self.address("diary", part) for part in ("write", "share", 1))]
        contact = [self.address("contact"), self.address("contact", "change")]
        return ["/", self.address(), self.address("risk"), *risk, *diary, *contact]


@pytest.mark.browser
class SharedScreenInTheBrowserTests(EveryPageTests):
    """The pages for the person themself."""

    FEWEST = 2

    def addresses(self) -> list[str]:
        self.client.post(self.address("diary", "share"))
        return ["/notes/", "/notes/kept/"]

    def test_leaving_takes_them_elsewhere_at_once(self) -> None:
        page = self.chromium.new_page(viewport={"width": 390, "height": 900})
        self.addCleanup(page.close)
        answer_from(page, self.client)
        page.route("https://www.bbc.co.uk/**", lambda route: route.fulfill(body="weather"))
        self.addresses()
        page.goto(f"{ADDRESS}/notes/")
        assert page.title() == "Notes"
        page.get_by_label("What happened?").fill("He stood by the bins.")
        page.get_by_role("button", name="Leave this page").click()
        page.wait_for_url("https://www.bbc.co.uk/weather")
        assert "bins" not in page.content()
        assert "/people/sign-in/" in str(self.client.get("/notes/").headers["Location"])
