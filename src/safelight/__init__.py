"""Safelight: what a victim of online abuse brings, kept as proof, shown for what it means.

>>> import safelight
>>> examined = safelight.examine("export.zip")
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from safelight.examining.paths import Examined, examine

__all__ = ["Examined", "examine"]


def __getattr__(name: str) -> Any:
    """The engine is loaded when it is first asked for, so that the desk's small commands start quickly."""
    if name in __all__:
        from safelight.examining import paths

        return getattr(paths, name)
    raise AttributeError(name)
