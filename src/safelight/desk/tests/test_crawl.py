"""Every address of the desk, asked for by everybody: nothing is shown that is not in the ledger."""

import io
import re
from collections.abc import Iterator

from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from safelight.desk.exhibits.actions import hand_in
from safelight.desk.exhibits.tests.test_jobs import CHAT
from safelight.desk.exhibits.worker import run_worker
from safelight.desk.keeping import the_ledger
from safelight.desk.people.models import Person, Role
from safelight.desk.testing import DeskTestCase

OPEN_TO_ALL = re.compile(r"^(people/|language/|notes/(finish|away)/)")
SHOWS_NO_CONTENT = {
    "cases:open",
    "exhibits:add",
    "reports:take_down",
    "tasks:add",
    "exhibits:progress",
    "exhibits:state",
    "conversations:search",
    "design:gallery",
}
"""Empty forms, and stages with counts; a search is entered when there are words to search for."""

PARAMETER = re.compile(r"<(?:\w+:)?(\w+)>")


def patterns(resolver: URLResolver, before: str = "", spaces: tuple[str, ...] = ()) -> Iterator[tuple[str, str]]:
    for one in resolver.url_patterns:
        route = before + str(one.pattern)
        if isinstance(one, URLPattern):
            yield route, ":".join((*spaces, one.name or ""))
        else:
            yield from patterns(one, route, (*spaces, one.namespace) if one.namespace else spaces)


class CrawlTests(DeskTestCase):
    def setUp(self):
        super().setUp()
        hand_in(self.case, self.insider, "_chat.txt", io.BytesIO(CHAT))
        run_worker(until_idle=True)
        self.values = {"reference": self.case.reference, "exhibit": "AB-1", "pk": str(self.insider.pk)}
        self.values |= dict.fromkeys(("record_id", "finding_id", "other", "wanted"), "0" * 32)
        self.routes = list(patterns(get_resolver()))

    def address(self, route: str, **values: str) -> str:
        return "/" + PARAMETER.sub(lambda found: {**self.values, **values}.get(found[1], "0"), route)

    def test_strangers_see_the_sign_in_page_and_nothing_else(self):
        for route, name in self.routes:
            if OPEN_TO_ALL.match(route):
                continue
            for method in ("get", "post"):
                answer = getattr(self.client_of_stranger, method)(self.address(route))
                assert answer.status_code == 302, name
                assert "/people/sign-in/" in answer.headers["Location"], name

    def test_to_colleagues_a_case_of_others_is_no_case_wherever_they_ask(self):
        for route, name in self.routes:
            if "<str:reference>" not in route:
                continue
            for method in ("get", "post"):
                answer = getattr(self.client_of_colleague, method)(self.address(route))
                absent = getattr(self.client_of_colleague, method)(self.address(route, reference="SL-1999-0001"))
                assert answer.status_code == absent.status_code, name
                assert answer.status_code in {404, 405}, name
                assert answer.content == absent.content, name

    def test_whatever_anybody_is_shown_is_in_the_ledger_and_not_in_a_cache(self):
        for client in (self.client, self.client_of_colleague, self.an_overseer()):
            for route, name in self.routes:
                before = the_ledger().size
                answer = client.get(self.address(route))
                assert answer.headers["Cache-Control"] == "no-store", name
                assert "default-src 'none'" in answer.headers["Content-Security-Policy"], name
                assert answer.headers["X-Content-Type-Options"] == "nosniff", name
                assert answer.status_code < 500, name
                shown = answer.status_code == 200 and name not in SHOWS_NO_CONTENT
                if shown and not OPEN_TO_ALL.match(route):
                    assert the_ledger().size > before, name

    def test_an_overseer_is_never_shown_what_an_exhibit_says(self):
        overseer = self.an_overseer()
        for route, name in self.routes:
            page = overseer.get(self.address(route)).content
            assert b"Where are you?" not in page, name
            assert self.case.title.encode() not in page, name

    def an_overseer(self) -> Client:
        client = Client()
        client.force_login(Person.objects.get_or_create(username="olu", name="Olu Reed", role=Role.OVERSEER)[0])
        return client
