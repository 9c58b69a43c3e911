"""The page that checks a bundle in a browser: one file, put together from its parts, the same in every bundle."""

from functools import cache
from importlib.resources import files

_SCRIPTS = ("bytes.js", "ed25519.js", "notes.js", "receipts.js", "zip.js", "bundles.js", "page.js")


@cache
def page() -> bytes:
    """``index.html`` with its style and scripts in it."""
    parts = files(__package__)
    script = "\n".join((parts / name).read_text("utf-8") for name in _SCRIPTS)
    style = (parts / "page.css").read_text("utf-8")
    whole = (parts / "page.html").read_text("utf-8")
    return whole.replace("{{ style }}", style.strip()).replace("{{ script }}", script.strip()).encode()


@cache
def verifier() -> bytes:
    """``verify.py``, which checks the same with Python alone."""
    return (files(__package__) / "verify.py").read_bytes()
