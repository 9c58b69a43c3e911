"""Containers: how the files inside an exhibit are met, one by one, without ever being written to a disk."""

from safelight.readers.containers.folder import files_under
from safelight.readers.containers.limits import Limits
from safelight.readers.containers.neighbours import together
from safelight.readers.containers.parts import Part, Unreadable
from safelight.readers.containers.walk import members_of

__all__ = ["Limits", "Part", "Unreadable", "files_under", "members_of", "together"]
