"""Zip archives with the same bytes on any machine: stored, never deflated, with one fixed date and system."""

import io
import zipfile
from collections.abc import Mapping

_UNIX = 3
_PLAIN_FILE = 0o100644 << 16
_MADE = (2026, 8, 2, 9, 10, 0)


def zip_of(members: Mapping[str, bytes]) -> bytes:
    """An archive of these members, in their order."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for name, data in members.items():
            member = zipfile.ZipInfo(name, _MADE)
            member.create_system = _UNIX
            member.external_attr = _PLAIN_FILE
            archive.writestr(member, data)
    return out.getvalue()
