"""Rules come in pairs: ``check_may_share`` raises with a sentence, ``may_share`` answers yes or no.

The question is made from the check, so that a button and the action behind it cannot disagree.
"""

from collections.abc import Callable
from typing import ParamSpec

Arguments = ParamSpec("Arguments")


class NotAllowed(Exception):
    """A rule says no. The message is a sentence for the person who asked."""


def question(check: Callable[Arguments, None]) -> Callable[Arguments, bool]:
    """The yes-or-no form of a check."""

    def may(*args: Arguments.args, **kwargs: Arguments.kwargs) -> bool:
        try:
            check(*args, **kwargs)
        except NotAllowed:
            return False
        return True

    may.__name__ = check.__name__.removeprefix("check_")
    may.__doc__ = check.__doc__
    return may
