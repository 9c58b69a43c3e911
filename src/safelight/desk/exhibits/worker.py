"""The worker: takes up what dead workers left, then works through the queue."""

import secrets
import time

from django_tasks_db.management.commands.db_worker import Worker

from safelight.desk.bundles.orphans import take_up_bundles
from safelight.desk.disposal.carrying_out import finish_disposals
from safelight.desk.exhibits import trouble
from safelight.desk.exhibits.aliveness import alive_as
from safelight.desk.exhibits.orphans import take_up_orphans
from safelight.desk.keeping import the_vault

PAUSE_S = 0.5
PAUSE_AFTER_TROUBLE_S = 20.0


def run_worker(*, until_idle: bool = False) -> None:
    """Work until told to stop (SIGTERM, SIGINT), or until nothing is left to do.

    Several workers may run at once. A task that has begun is finished before a worker stops.
    """
    name = f"worker-{secrets.token_hex(8)}"
    worker = _worker(name)
    if not until_idle:
        worker.configure_signals()
    the_vault().sweep()
    with alive_as(name):
        while worker.running:
            take_up_orphans()
            finish_disposals()
            take_up_bundles()
            worker.run()
            if until_idle:
                return
            _pause(worker)


def _pause(worker: Worker) -> None:
    """A moment, or longer where the machine was in trouble: a full disk is not made room on at once."""
    until = time.monotonic() + (PAUSE_AFTER_TROUBLE_S if trouble.MET.is_set() else PAUSE_S)
    trouble.MET.clear()
    while worker.running and time.monotonic() < until:
        time.sleep(PAUSE_S)


def _worker(name: str) -> Worker:
    return Worker(
        queue_names=["*"],
        interval=0,
        batch=True,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id=name,
        excluded_queue_names=[],
    )
