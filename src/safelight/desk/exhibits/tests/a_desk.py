"""A desk of its own, in a process of its own, whose workers can really be killed. Run by ``test_crashes``.

Takes steps as words, does each in a fork, and prints how things stand after each ``show``. ``hang:read`` starts a
worker that never comes back from reading, waits until it is there, and kills it. ``work`` does all there is to do.
"""

import io
import json
import os
import signal
import sys
from unittest import mock

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "safelight.desk.settings"
django.setup()

from django.core.management import call_command  # noqa: E402

from safelight.desk.cases.actions import open_case  # noqa: E402
from safelight.desk.cases.models import Case, Harm  # noqa: E402
from safelight.desk.exhibits import engine, orphans  # noqa: E402
from safelight.desk.exhibits.actions import hand_in  # noqa: E402
from safelight.desk.exhibits.models import Examination, Exhibit  # noqa: E402
from safelight.desk.exhibits.worker import run_worker  # noqa: E402
from safelight.desk.keeping import the_ledger  # noqa: E402
from safelight.desk.people.actions import make_person  # noqa: E402
from safelight.desk.people.models import Role  # noqa: E402

orphans.ATTEMPTS = 2  # five would show the same and take longer
CHAT = "[01/03/2026, 21:05:00] Sam: Where are you?\n[01/03/2026, 21:06:00] Mia: At home\n"
ABOUT_TRIES = {"exhibit.reading_failed", "case.examination_failed", "exhibit.read", "case.examined"}


def prepare(_tell):
    call_command("migrate", verbosity=0)
    person = make_person("asha", "correct-horse-lantern", "Asha Brown", Role.OFFICER)
    case = open_case(person, title="A", harm=Harm.STALKING, safe_contact="-")
    hand_in(case, person, "_chat.txt", io.BytesIO(CHAT.encode()))


def hang_in(step):
    def hang(tell):
        def never_come_back(*_args, **_kwargs):
            tell(b"hanging")
            signal.pause()

        with mock.patch.object(engine, step, never_come_back):
            run_worker(until_idle=True)

    return hang


def work(_tell):
    run_worker(until_idle=True)


def show(tell):
    case, exhibit = Case.objects.get(), Exhibit.objects.get()
    entries = the_ledger().entries(case=case.key, limit=1000)
    state = {
        "stage": exhibit.stage,
        "attempts": exhibit.attempts,
        "problem": exhibit.problem,
        "records": exhibit.records,
        "examination": Examination.objects.filter(case=case).values("state", "attempts", "problem").first(),
        "entries": [entry.event.act for entry in entries if entry.event.act in ABOUT_TRIES],
    }
    tell(json.dumps(state).encode())


STEPS = {
    "prepare": prepare,
    "hang:read": hang_in("read"),
    "hang:examine": hang_in("examine"),
    "work": work,
    "show": show,
}


def in_a_fork(name):
    """Do one step in a child; kill the child when it says that it hangs. Returns what it told."""
    ears, mouth = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(ears)
        try:
            STEPS[name](lambda words: os.write(mouth, words))
        finally:
            os._exit(0 if sys.exc_info()[0] is None else 1)
    os.close(mouth)
    told = b""
    while piece := os.read(ears, 65_536):
        told += piece
        if told == b"hanging":
            os.kill(child, signal.SIGKILL)
    os.close(ears)
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status) == name.startswith("hang"), name
    assert os.WIFSIGNALED(status) or os.WEXITSTATUS(status) == 0, name
    return told


shown = [json.loads(in_a_fork(step)) if step == "show" else in_a_fork(step) for step in sys.argv[1:]]
sys.stdout.write(json.dumps([state for state in shown if isinstance(state, dict)]))
