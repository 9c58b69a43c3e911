"""The grid on the desk: built from findings that stand, each cell leading on, gaps becoming tasks."""

import re

from safelight.desk.conversations.tests.a_case import ReadCase
from safelight.desk.tasks.models import Task

GIVEN = {"verdict": "rejected", "reason": "Between friends.", "seen": "0"}
FINDING = re.compile(r'href="/cases/[^/]+/findings/([0-9a-f]{32})/"')
CELL = re.compile(r'href="(/cases/[^"]+/points/[a-z0-9-]+/[a-z-]+/)"')
TASK = re.compile(r'href="(/cases/[^"]+/points/[^"]+/task/)"')
GAP = re.compile(r'href="(/cases/[^"]+/points/missing/[0-9a-f]{32}/)"')


class PointsTests(ReadCase):
    def test_only_people_on_the_case_get_to_any_page(self):
        page = self.page("points")
        for address in (self.address("points"), CELL.search(page)[1], TASK.search(page)[1], GAP.search(page)[1]):
            self.assert_hidden(address)
        self.assert_hidden(TASK.search(page)[1], "post")
        self.assert_hidden(GAP.search(page)[1], "post")

    def test_the_grid_shows_offences_points_time_left_and_what_is_unsure(self):
        page = self.page("points")
        for said in ("Stalking", "supported", "not yet known", "Check this before you rely on it"):
            assert said in page
        assert "30 October 2026" in page  # six months from 30 April 2026, the last act

    def test_a_cell_leads_to_the_records_and_findings_behind_it(self):
        page = self.client.get(CELL.search(self.page("points"))[1]).content.decode()
        assert "Findings that say so" in page
        assert "answer me, number" in page
        assert re.search(r'href="/cases/[^"]+/conversations/records/|href="[^"]*records/[0-9a-f]{32}/"', page)

    def test_no_such_point_is_no_page(self):
        assert self.client.get(self.address("points", "pha-1997-s2a", "no-such")).status_code == 404
        assert self.client.get(self.address("points", "no-such", "sends")).status_code == 404
        assert self.client.get(self.address("points", "missing", "0" * 32)).status_code == 404

    def test_rejected_findings_leave_the_grid(self):
        for finding in set(FINDING.findall(self.page("findings"))):
            self.client.post(self.address("findings", finding), GIVEN)
        page = self.page("points")
        assert "No finding that stands points to an offence." in page
        assert not CELL.search(page)

    def test_a_point_that_is_not_known_becomes_a_task_once(self):
        address = TASK.search(self.page("points"))[1]
        given = {"what": "Find out whether they knew", "owner": self.insider.pk}
        page = self.client.post(address, given, follow=True).content.decode()
        assert "Find out whether they knew" in page
        assert Task.objects.get().about.startswith("point:")
        assert "There is an open task about this already." in self.client.post(address, given).content.decode()
        assert address not in self.page("points")

    def test_what_is_missing_becomes_a_task_with_its_words(self):
        address = GAP.search(self.page("points"))[1]
        form = self.client.get(address).content.decode()
        what = re.search(r'name="what"[^>]*>\s*([^<]+)<', form)[1].strip()
        self.client.post(address, {"what": what, "owner": self.insider.pk})
        assert Task.objects.get().about.startswith("gap:")
        assert "Task 1" in self.page("points")
