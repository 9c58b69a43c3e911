"""A case with a list of apps in it, and a made-up list of indicators that an agency might load."""

import io
import json
from pathlib import Path
from tempfile import TemporaryDirectory

from django.test import override_settings

from safelight.desk.cases.actions import change_context
from safelight.desk.exhibits.actions import hand_in
from safelight.desk.exhibits.models import Exhibit
from safelight.desk.testing import DeskTestCase
from safelight.signals.context_file import load

INDICATORS = """
- name: WatchOverYou
  packages: [com.example.watchoveryou]
  names: [System Helper]
  c2: {domains: [api.watchoveryou.example]}
- name: FamilyCircle
  type: watchware
  packages: [org.example.familycircle]
"""
PACKAGES = json.dumps(
    [
        {"name": "com.example.watchoveryou", "installer": "null", "system": False, "files": []},
        {"name": "org.example.familycircle", "installer": "com.android.vending", "system": False, "files": []},
        {"name": "com.android.phone", "installer": "null", "system": True, "files": []},
    ]
).encode()
CONTEXT = b"""
timezone: Europe/London
boundaries: [{at: "2026-03-01T21:14:00", account: sam_88}]
"""


class AppListCase(DeskTestCase):
    """``exhibit`` is a packages.json that nobody has read yet."""

    exhibit: Exhibit

    @classmethod
    def setUpTestData(cls) -> None:
        """Hand the list in; the agency loads its indicators."""
        super().setUpTestData()
        change_context(cls.case, cls.insider, load(CONTEXT))
        cls.exhibit = hand_in(cls.case, cls.insider, "packages.json", io.BytesIO(PACKAGES))

    def setUp(self) -> None:
        """A list of indicators in a file."""
        super().setUp()
        folder = TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.listed = Path(folder.name) / "made-up.yaml"
        self.listed.write_text(INDICATORS, "utf-8")
        loaded = override_settings(INDICATORS=[str(self.listed)])
        loaded.enable()
        self.addCleanup(loaded.disable)

    def address(self, *parts: object) -> str:
        """An address below the case's check of apps."""
        return "/".join(("", "cases", self.case.reference, "apps", *map(str, parts), ""))
