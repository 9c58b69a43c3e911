"""Sign-ins, places and blocked accounts: told in sentences, with all that the source says and the bytes beside."""

import io
import json
import os
import re
import zipfile
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from safelight.desk.cases.actions import change_context
from safelight.desk.conversations.tests.a_case import CONTEXT
from safelight.desk.exhibits.actions import hand_in
from safelight.desk.exhibits.worker import run_worker
from safelight.desk.testing import DeskTestCase
from safelight.desk.tests.browser import ADDRESS, answer_from, axe_violations
from safelight.signals.context_file import load

AT = 1743501600
PICTURES = os.environ.get("SAFELIGHT_PICTURES")
ENTRY = re.compile(r'class="safelight-entry" id="r-([0-9a-f]{32})"')


def download() -> bytes:
    """A made-up download: two sign-ins, a way and a place, somebody blocked, a search."""
    way = {
        "startTime": "2025-04-01T12:00:00.000+01:00",
        "activity": {"start": {"latLng": "53.8008°, -1.5491°"}, "end": {"latLng": "53.8100°, -1.5400°"}},
    }
    place = {
        "position": {
            "LatLng": "53.8008°, -1.5491°",
            "accuracyMeters": 9,
            "timestamp": "2025-04-01T13:00:00.000+01:00",
        }
    }
    agent = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_4 like Mac OS X) <script>alert(1)</script>"
    sign_ins = [
        {"action": "Login", "timestamp": AT, "ip_address": "203.0.113.7", "user_agent": agent, "city": "Leeds"},
        {"action": "Logout", "timestamp": AT + 60, "ip_address": "2001:db8::7", "user_agent": "Tablet \u202e"},
    ]
    blocked = [{"title": "rhys-new-1", "string_list_data": [{"href": "", "timestamp": AT}]}]
    picture = [{"data": [{"media": {"uri": "posts/a.jpg"}}]}]
    members = {
        "facebook/account_activity.json": {"account_activity_v2": sign_ins},
        "Timeline.json": {"semanticSegments": [way], "rawSignals": [place]},
        "instagram/blocked_profiles.json": {"relationships_blocked_users": blocked},
        "facebook/posts/your_posts_1.json": [{"timestamp": AT, "attachments": picture}],
        "facebook/changes.json": {
            "admin_records_v2": [{"event": "Email changed", "session": {"created_timestamp": AT}}]
        },
        "facebook/messages/inbox/fern_1/message_1.json": {
            "participants": [{"name": "Fern"}],
            "messages": [{"sender_name": "Fern", "timestamp_ms": AT * 1000, "content": "hello"}],
            "title": "Fern",
            "thread_path": "inbox/fern_1",
        },
        "facebook/search.json": {"searches_v2": [{"timestamp": AT, "data": [{"text": "rhys"}]}]},
    }
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, said in members.items():
            archive.writestr(name, json.dumps(said))
    return packed.getvalue()


class EntryTests(DeskTestCase):
    """Insider, colleague and stranger, and a case with an account download in it."""

    @classmethod
    def setUpTestData(cls) -> None:
        """Hand in and let the worker finish, once for the class."""
        super().setUpTestData()
        change_context(cls.case, cls.insider, load(CONTEXT))
        hand_in(cls.case, cls.insider, "download.zip", io.BytesIO(download()))
        run_worker(until_idle=True)

    @pytest.fixture(autouse=True)
    def _with_chromium(self, chromium: Browser) -> None:
        self.chromium = chromium

    def list_of(self, thread: str) -> str:
        """The address of a list by its name."""
        page = self.client.get(f"/cases/{self.case.reference}/conversations/").content.decode()
        return re.search(rf'href="([^"]*)"><bdi>{thread}<', page)[1]

    def shown(self, thread: str) -> str:
        """The page of a list."""
        return self.client.get(self.list_of(thread)).content.decode()

    def test_only_people_on_the_case_see_a_list(self) -> None:
        self.assert_hidden(self.list_of("Sign-ins"))

    def test_lists_stand_apart_from_conversations(self) -> None:
        page = self.client.get(f"/cases/{self.case.reference}/conversations/").content.decode()
        conversations, _, lists = page.partition("Lists from accounts and devices")
        assert "Fern" in conversations
        assert "Blocked accounts" not in conversations
        assert "Blocked accounts" in lists
        assert "Fern" not in lists

    def test_a_sign_in_is_told_in_a_sentence_and_what_its_source_says_is_beside_it(self) -> None:
        page = self.shown("Sign-ins")
        assert len(ENTRY.findall(page)) == 2
        assert "Account used from 203.0.113.7, with Mozilla/5.0" in page
        assert "place by the address: Leeds, marked “Login”" in page
        assert "Tablet ⟦U+202E⟧" in page
        assert "&lt;script&gt;" in page
        assert "<script>alert" not in page
        assert "<bdi>user_agent</bdi>" in page
        assert "every message stands on the left" not in page
        assert "Addresses in this list" in page
        assert re.search(r"<bdi>203\.0\.113\.7</bdi></th><td[^>]*>1</td><td[^>]*>1 Apr 2025, 11:00</td>", page)

    def test_places_and_ways(self) -> None:
        page = self.shown("Places")
        assert "From 53.8008, -1.5491 to 53.8100, -1.5400" in page
        assert "At 53.8008, -1.5491, within 9 metres" in page
        assert "Addresses in this list" not in page

    def test_a_blocked_account_and_a_search(self) -> None:
        assert "Blocked: rhys-new-1" in self.shown("Blocked accounts")
        assert "Searched for: rhys" in self.shown("Searches")

    def test_what_has_no_words_is_told_by_what_its_source_calls_it_or_what_is_attached(self) -> None:
        assert "Email changed" in self.shown("Changes to the account")
        page = self.shown("Posts and comments")
        assert "posts/a.jpg</bdi></p>" in page
        assert "<bdi>Attached, kept sealed</bdi>" in page

    def test_an_address_is_found_by_searching_for_it(self) -> None:
        place = f"/cases/{self.case.reference}/conversations/search/"
        page = self.client.post(place, {"words": "203.0.113.7", "manner": "phrase"}).content.decode()
        assert "1 record fits" in page
        assert "Account used from <mark>203.0.113.7</mark>" in page

    def test_each_entry_leads_to_its_bytes(self) -> None:
        record = ENTRY.findall(self.shown("Blocked accounts"))[0]
        page = self.client.get(f"/cases/{self.case.reference}/conversations/records/{record}/bytes/")
        assert "rhys-new-1" in page.content.decode()

    @pytest.mark.browser
    def test_everybody_can_use_the_lists_and_they_fit_the_screen(self) -> None:
        for width in (1280, 390):
            page = self.chromium.new_page(viewport={"width": width, "height": 900})
            self.addCleanup(page.close)
            answer_from(page, self.client)
            for thread in ("", "Sign-ins", "Places", "Blocked accounts"):
                address = self.list_of(thread) if thread else f"/cases/{self.case.reference}/conversations/"
                page.goto(f"{ADDRESS}{address}")
                if thread:
                    page.click("main summary:not(.safelight-when-narrow *) >> nth=0")
                assert axe_violations(page) == []
                assert page.evaluate("document.documentElement.scrollWidth") <= width
                if PICTURES:
                    name = f"list-{thread.lower().replace(' ', '-')}-{width}.png"
                    page.screenshot(path=Path(PICTURES) / name, full_page=True)
