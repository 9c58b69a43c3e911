"""Bundles whose worker died are taken up again a few times; when it dies again and again, people are told."""

from django.db import transaction

from safelight.desk.bundles.jobs import give_up, make_bundle
from safelight.desk.bundles.models import Bundle, BundleState
from safelight.desk.exhibits.orphans import ATTEMPTS, STOPPED, in_hand

MAKING_KEEPS_STOPPING = (
    "The worker stopped again and again while it was making this bundle, so it is tried no more. Nothing left the "
    "vault. Tell the system's administrator."
)
_UNDER_WAY = (BundleState.WAITING, BundleState.MAKING)


def take_up_bundles() -> None:
    """Find bundles that nobody is making although somebody asked for them."""
    for pk in Bundle.objects.filter(state__in=_UNDER_WAY).values_list("pk", flat=True):
        _take_up(pk)


@transaction.atomic
def _take_up(pk: int) -> None:
    # The row is held: a living worker cannot end its task before it has moved the bundle on.
    bundle = Bundle.objects.select_for_update(of=("self",)).select_related("case").get(pk=pk)
    if not bundle.is_under_way or pk in in_hand(make_bundle):
        return
    if bundle.attempts >= ATTEMPTS:
        give_up(bundle, MAKING_KEEPS_STOPPING, why=STOPPED)
        return
    Bundle.objects.filter(pk=pk).update(state=BundleState.WAITING)
    make_bundle.enqueue(pk)
