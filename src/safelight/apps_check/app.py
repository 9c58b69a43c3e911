"""An installed app as a list tells of it."""

from datetime import datetime
from typing import Annotated

import msgspec

MOST_APPS = 5_000
LONGEST_NAME = 300
MOST_CERTIFICATES = 20

Name = Annotated[str, msgspec.Meta(max_length=LONGEST_NAME)]
"""Lists come from a reading process, which is believed as little as the file: every length is bound."""


class InstalledApp(msgspec.Struct, frozen=True, kw_only=True):
    """What a list says of one app; what it does not say is ``None`` or empty, which is not the same as no."""

    id: Name
    """Package name or bundle id; empty where somebody typed the name they saw."""
    name: Name = ""
    certificates: Annotated[tuple[Name, ...], msgspec.Meta(max_length=MOST_CERTIFICATES)] = ()
    """SHA-1 of the signing certificate, as lower-case hex."""
    installer: Name | None = None
    """Who installed it, as the list says; ``""`` where the list says that nobody known did (sideloaded)."""
    installed_at: datetime | None = None
    is_system: bool | None = None
    is_disabled: bool | None = None

    @property
    def shown_as(self) -> str:
        """What to call it on a page."""
        return self.name or self.id


class AppList(msgspec.Struct, frozen=True, kw_only=True):
    """The apps of one list, what kind of list it is, and what of it could not be read."""

    source: Name
    apps: Annotated[tuple[InstalledApp, ...], msgspec.Meta(max_length=MOST_APPS)]
    unread: Annotated[tuple[Name, ...], msgspec.Meta(max_length=10)] = ()
    """Sentences about lines or entries that were not understood; they quote nothing."""
    cannot_know: Annotated[tuple[Name, ...], msgspec.Meta(max_length=10)] = ()
