"""Does the state of a bundle allow it?"""

from safelight.desk.bundles.models import Bundle, BundleState
from safelight.desk.rules import NotAllowed, question

CHANGED = (
    "Records, findings or exhibits of the case changed after this bundle was shown, so it was not made: what is "
    "exported is exactly what was shown. Nothing left the vault. Choose it again and look at it again."
)


def check_can_be_made(bundle: Bundle) -> None:
    """A bundle that was chosen and not made yet."""
    if bundle.state != BundleState.CHOSEN:
        message = "This bundle is made already, or is being made. To make another, choose again."
        raise NotAllowed(message)


def check_is_as_shown(bundle: Bundle, fingerprint: str) -> None:
    """What would be exported now is what was shown when it was chosen."""
    if bundle.fingerprint != fingerprint:
        raise NotAllowed(CHANGED)


def check_can_be_taken(bundle: Bundle) -> None:
    """A bundle that is ready."""
    if bundle.state != BundleState.READY:
        message = "This bundle is not ready, so there is nothing to take yet."
        raise NotAllowed(message)


can_be_made = question(check_can_be_made)
is_as_shown = question(check_is_as_shown)
can_be_taken = question(check_can_be_taken)
